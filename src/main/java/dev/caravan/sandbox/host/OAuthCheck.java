package dev.caravan.sandbox.host;

import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.RestError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-legged OAuth 1.0a as a store on plain http checks it (RFC 5849; recorded cases oauth-*). */
final class OAuthCheck {

    private static final List<String> REQUIRED = List.of(
            "oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method");
    private static final Map<String, String> ALGORITHMS = Map.of("HMAC-SHA256", "HmacSHA256", "HMAC-SHA1", "HmacSHA1");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    OAuthCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param address the store's own, as it knows itself, without query
     * @return whether the request is signed at all
     * @throws RestError if it is signed, but not rightly
     */
    boolean isSigned(String method, String address, OAuthParameters sent, String key, String secret) {
        if (REQUIRED.stream().allMatch(name -> sent.get(name).isEmpty())) {
            return false;
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> sent.get(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new RestError(
                    401,
                    "woocommerce_rest_authentication_missing_parameter",
                    "Missing OAuth parameter" + (missing.size() > 1 ? "s " : " ") + String.join(", ", missing));
        }
        if (!sent.get("oauth_consumer_key").equals(key)) {
            throw refused("Consumer key is invalid.");
        }
        String algorithm = sent.get("oauth_signature_method");
        if (!ALGORITHMS.containsKey(algorithm)) {
            throw refused("Invalid signature - signature method is invalid.");
        }
        String signature = signature(baseString(method, address, sent.signed()), secret, algorithm);
        if (!MessageDigest.isEqual(bytes(signature), bytes(sent.get("oauth_signature")))) {
            throw refused("Invalid signature - provided signature does not match.");
        }
        once(sent.get("oauth_timestamp"), sent.get("oauth_nonce"));
        return true;
    }

    /** {@code METHOD&address&parameters}, each encoded; the parameters sorted by encoded name, then value. */
    static String baseString(String method, String address, List<Map.Entry<String, String>> parameters) {
        List<Map.Entry<String, String>> encoded = new ArrayList<>();
        parameters.forEach(p -> encoded.add(Map.entry(encoded(p.getKey()), encoded(p.getValue()))));
        encoded.sort(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        List<String> pairs =
                encoded.stream().map(p -> p.getKey() + "=" + p.getValue()).toList();
        return method + "&" + encoded(address) + "&" + encoded(String.join("&", pairs));
    }

    /** @return base64 of the HMAC with the key {@code secret&} */
    static String signature(String baseString, String secret, String method) {
        String algorithm = ALGORITHMS.getOrDefault(method, "HmacSHA256");
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes(secret + "&"), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(baseString)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void once(String timestamp, String nonce) {
        Instant now = clock.instant();
        Instant sent = Instant.ofEpochSecond(Php.whole(Json.object().textNode(timestamp)));
        if (sent.isBefore(now.minus(WINDOW)) || sent.isAfter(now.plus(WINDOW))) {
            throw refused("Invalid timestamp.");
        }
        nonces.values().removeIf(used -> used.isBefore(now.minus(WINDOW)));
        if (nonces.putIfAbsent(nonce, sent) != null) {
            throw refused("Invalid nonce - nonce has already been used.");
        }
    }

    /** RFC 3986: only letters, digits and {@code -._~} stay. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static RestError refused(String message) {
        return new RestError(401, "woocommerce_rest_authentication_error", message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
