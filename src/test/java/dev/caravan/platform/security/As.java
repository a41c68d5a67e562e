package dev.caravan.platform.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.Source;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls the API as others than the admin, each from an address of its own: none waits for another's wrong passwords. */
public record As(Api api, String authorization, Source source) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static As user(Api api, String username, String password) {
        String credentials = username + ":" + password;
        return of(api, "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public static As key(Api api, String key) {
        return of(api, "Bearer " + key);
    }

    private static As of(Api api, String authorization) {
        int number = COUNT.incrementAndGet();
        return new As(api, authorization, new Source("127.88." + number / 250 + "." + (number % 250 + 1)));
    }

    public Api.Answer get(String path) {
        return send("GET", path, null);
    }

    public Api.Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Api.Answer send(String method, String path, @Nullable String json) {
        Map<String, String> headers = Map.of("Authorization", authorization, "Content-Type", "application/json");
        Source.Reply reply = source.send(method, api.uri(path), headers, json == null ? "" : json);
        String text = reply.header("transfer-encoding").equals("chunked") ? joined(reply.body()) : reply.body();
        return new Api.Answer(reply.status(), json(text), text, HttpHeaders.of(reply.headers(), (name, value) -> true));
    }

    /** The lines of the chunks' sizes removed; none of the answers has line breaks of its own. */
    private static String joined(String chunks) {
        return chunks.replaceAll("(?m)^[0-9a-fA-F]+\r\n", "").replace("\r\n", "");
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
