package dev.caravan.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Consumer key and secret by Basic authentication or in the query string. A real store takes these on https only and
 * wants OAuth 1.0a on plain http; this stand-in on the loopback does not.
 */
final class Auth {

    private record Key(String key, String secret) {}

    private volatile Key right;
    private volatile KeyPermissions permissions = KeyPermissions.READ_WRITE;

    Auth(String key, String secret) {
        right = new Key(key, secret);
    }

    void credentials(String key, String secret) {
        right = new Key(key, secret);
    }

    void permissions(KeyPermissions allowed) {
        permissions = allowed;
    }

    String key() {
        return right.key();
    }

    String secret() {
        return right.secret();
    }

    /** @return whether the call has a key; an unknown one is as good as none */
    boolean hasKey(StoreRequest request) {
        Key sent = sent(request);
        Key expected = right;
        if (sent.secret().isEmpty() || !sent.key().equals(expected.key())) {
            return false;
        }
        if (!same(sent.secret(), expected.secret())) {
            throw new RestError(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
        }
        if (!permissions.allow(request.reads())) {
            throw new RestError(
                    401,
                    "woocommerce_rest_authentication_error",
                    "The API key provided does not have " + (request.reads() ? "read" : "write") + " permissions.");
        }
        return true;
    }

    private static Key sent(StoreRequest request) {
        String header = request.header("authorization");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String[] pair = new String(
                                Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8)
                        .split(":", 2);
                return new Key(pair[0].strip(), pair.length < 2 ? "" : pair[1].strip());
            } catch (IllegalArgumentException e) {
                return new Key("", "");
            }
        }
        return new Key(
                request.parameter("consumer_key").orElse("").strip(),
                request.parameter("consumer_secret").orElse("").strip());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
