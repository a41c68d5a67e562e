package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.sandbox.host.SandboxStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store as its owner reaches it: over HTTP, with a key, wherever it runs. */
record Shop(String name, URI url, String key, String secret) {

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PAGE = 100;

    static Shop of(String name, SandboxStore store) {
        return new Shop(name, store.url(), store.consumerKey(), store.consumerSecret());
    }

    /** WooCommerce's REST API. @param path below {@code /wp-json/wc/v3/} */
    JsonNode rest(String method, String path, @Nullable String json) {
        return call(method, "/wp-json/wc/v3/" + path, json);
    }

    /** Every entry of a list, page by page. @param path without {@code page}, with a query */
    List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode some = rest("GET", path + "&context=edit&per_page=" + PAGE + "&page=" + page, null);
            some.forEach(all::add);
            if (some.size() < PAGE) {
                return all;
            }
        }
    }

    /** The switches of a sandbox store; what is left out is off, so {@code {}} makes it well. */
    void faults(String json) {
        call("PUT", "/sandbox/faults", json);
    }

    /** How many changes were made over the REST API so far. */
    long writes() {
        return journal().path("total").asLong();
    }

    /** {@code {total, writes: [{sequence, product_id, parent_id, sku, operation, applied_at, fields}]}}, in order of application. */
    JsonNode journal() {
        return call("GET", "/sandbox/writes", null);
    }

    private JsonNode call(String method, String path, @Nullable String json) {
        String pair = Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + pair)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name; // without its key
    }
}
