package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of one sandbox store, with the key it had when the client was made. */
final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final SandboxStore store;
    private final String authorization;

    Client(SandboxStore store) {
        this.store = store;
        this.authorization = Given.basic(store.consumerKey(), store.consumerSecret());
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return HTTP.send(request(method, path, body), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, String body) {
        return HTTP.sendAsync(request(method, path, body), BodyHandlers.ofString());
    }

    JsonNode batch(String body) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(send("POST", "products/batch", body).body());
    }

    private HttpRequest request(String method, String path, String body) {
        String address = path.startsWith("/") ? path : "/wp-json/wc/v3/" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(store.url().resolve(address))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "application/json")
                .header("Authorization", authorization);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return request.method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
    }
}
