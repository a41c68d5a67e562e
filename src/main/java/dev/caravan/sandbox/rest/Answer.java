package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.PhpFatal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP answer before it is sent. */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static Answer json(int status, JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=UTF-8");
        headers.put("X-Robots-Tag", "noindex");
        headers.put("X-Content-Type-Options", "nosniff");
        return new Answer(status, headers, Json.bytes(body));
    }

    public static Answer of(RestError error) {
        return json(error.status(), error.json());
    }

    public static Answer of(PhpFatal fatal) {
        return json(500, fatal.json());
    }

    public static Answer html(int status, String page) {
        return file(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer file(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new Answer(status, headers, body);
    }

    public Answer with(byte[] changed) {
        return new Answer(status, headers, changed);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
