package dev.caravan.sandbox.host;

import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxHosting;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.StoreRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;

/** Consumer key and secret: by Basic authentication, in the query string, or as an OAuth 1.0a signature. */
final class Auth {

    private record Key(String key, String secret) {}

    private final String url;
    private final OAuthCheck oauth;
    private volatile Key right;
    private volatile KeyPermissions permissions = KeyPermissions.READ_WRITE;
    private volatile boolean ownerMayManage = true;
    private volatile SandboxHosting hosting;

    Auth(String url, SandboxSettings settings, Clock clock) {
        this.url = url;
        this.oauth = new OAuthCheck(clock);
        this.right = new Key(settings.consumerKey(), settings.consumerSecret());
        this.hosting = settings.hosting();
    }

    void credentials(String key, String secret) {
        right = new Key(key, secret);
    }

    void permissions(KeyPermissions allowed) {
        permissions = allowed;
    }

    void hosting(SandboxHosting changed) {
        hosting = changed;
    }

    void ownerMayManage(boolean may) {
        ownerMayManage = may;
    }

    boolean ownerMayManage() {
        return ownerMayManage;
    }

    String key() {
        return right.key();
    }

    String secret() {
        return right.secret();
    }

    /** @return whether the call has a key; an unknown one counts as none, except with OAuth */
    boolean hasKey(StoreRequest request) {
        String header = hosting == SandboxHosting.HEADER_STRIPPED ? "" : request.header("authorization");
        boolean known =
                hosting == SandboxHosting.PLAIN_HTTP ? hasSignature(request, header) : hasPlainKey(request, header);
        if (!known) {
            return false;
        }
        if (!permissions.allow(request.reads())) {
            throw new RestError(
                    401,
                    "woocommerce_rest_authentication_error",
                    "The API key provided does not have " + (request.reads() ? "read" : "write") + " permissions.");
        }
        return true;
    }

    private boolean hasPlainKey(StoreRequest request, String header) {
        Key sent = sent(request, header);
        Key expected = right;
        if (sent.secret().isEmpty() || !sent.key().equals(expected.key())) {
            return false;
        }
        if (!same(sent.secret(), expected.secret())) {
            throw new RestError(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
        }
        return true;
    }

    private boolean hasSignature(StoreRequest request, String header) {
        Key expected = right;
        return oauth.isSigned(
                request.method(),
                url + request.path(),
                OAuthParameters.of(request.query(), header),
                expected.key(),
                expected.secret());
    }

    private static Key sent(StoreRequest request, String header) {
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
