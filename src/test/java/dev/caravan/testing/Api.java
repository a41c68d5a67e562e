package dev.caravan.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;

/** Calls the running program's REST API as the admin, over real HTTP. */
@TestComponent
@Lazy
public class Api {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An answer; {@code json} is missing where the body is none. */
    public record Answer(int status, JsonNode json, String text, HttpHeaders headers) {

        /** The answer, if the status is the expected one. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but got " + status + ": " + text);
            }
            return this;
        }

        /** The id of what was made or read. */
        public long id() {
            return json.path("id").asLong();
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String management;

    public Api(@Value("${local.server.port}") int port, @Value("${local.management.port}") int managementPort) {
        base = "http://localhost:" + port;
        management = "http://localhost:" + managementPort;
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    /** Reads from the management port. */
    public Answer getManagement(String path) {
        return send(HttpRequest.newBuilder(management(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization())
                .build());
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, "application/json", BodyPublishers.ofString(json));
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(json));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Any call, signed in as the admin. */
    public Answer send(String method, String path, @Nullable String contentType, @Nullable BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization())
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.build());
    }

    /** The admin's value of the header {@code Authorization}. */
    public static String authorization() {
        return authorization("admin");
    }

    /** The value of a user whose password is the admin's. */
    public static String authorization(String username) {
        String credentials = username + ":" + TestSettings.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Any request at all. */
    public Answer send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            JsonNode json = json(response.body());
            check(request, response, json);
            return new Answer(response.statusCode(), json, response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every answer of every test is as the OpenAPI description says. */
    private void check(HttpRequest request, HttpResponse<String> response, JsonNode json) {
        if (request.uri().toString().startsWith(base + "/")) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            String path = request.uri().getRawPath();
            DescribedApi.INSTANCE.check(request.method(), path, true, response.statusCode(), type, json);
        }
    }

    /** The address of a path. */
    public URI uri(String path) {
        return URI.create(base + path);
    }

    /** The address of a path on the management port. */
    public URI management(String path) {
        return URI.create(management + path);
    }

    static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
