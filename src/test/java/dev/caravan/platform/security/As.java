package dev.caravan.platform.security;

import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Calls the API as others than the admin. */
record As(Api api, String authorization) {

    static As user(Api api, String username, String password) {
        String credentials = username + ":" + password;
        return new As(
                api, "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    static As key(Api api, String key) {
        return new As(api, "Bearer " + key);
    }

    Api.Answer get(String path) {
        return send("GET", path, null);
    }

    Api.Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Api.Answer send(String method, String path, @Nullable String json) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }
}
