package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP answer before it is sent. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer json(int status, JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=UTF-8");
        headers.put("X-Robots-Tag", "noindex");
        headers.put("X-Content-Type-Options", "nosniff");
        return new Answer(status, headers, Json.bytes(body));
    }

    static Answer of(RestError error) {
        return json(error.status(), error.json());
    }

    static Answer of(PhpFatal fatal) {
        return json(500, fatal.json());
    }

    static Answer html(int status, String page) {
        return file(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    static Answer file(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new Answer(status, headers, body);
    }

    Answer with(byte[] changed) {
        return new Answer(status, headers, changed);
    }

    Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
