package dev.caravan.woocommerce;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OAuth 1.0a as WooCommerce checks it on plain http: one-legged, HMAC-SHA256, no token (RFC 5849, 3.4). A JSON body is not
 * signed. Checked against signatures that a real store accepted [oauth-test-vectors].
 */
final class OAuthSignature {

    static final String METHOD = "HMAC-SHA256";
    private static final String ALGORITHM = "HmacSHA256";

    private OAuthSignature() {}

    /** A parameter, not encoded. */
    record Parameter(String name, String value) {}

    /**
     * The query string with the parameters of OAuth and the signature appended.
     *
     * @param url the store's own address and the path, without a query
     * @param query URL-encoded; "" for none
     * @param nonce may be used once
     * @param timestamp Unix seconds; the store takes 15 minutes either way
     */
    static String query(
            String method, String url, String query, String key, String secret, String nonce, long timestamp) {
        List<Parameter> own = List.of(
                new Parameter("oauth_consumer_key", key),
                new Parameter("oauth_nonce", nonce),
                new Parameter("oauth_signature_method", METHOD),
                new Parameter("oauth_timestamp", Long.toString(timestamp)),
                new Parameter("oauth_version", "1.0"));
        List<Parameter> all = new ArrayList<>(parameters(query));
        all.addAll(own);
        String signature = sign(baseString(method, url, all), secret);
        return (query.isEmpty() ? "" : query + "&") + joined(own) + "&oauth_signature=" + encode(signature);
    }

    /** The text that is signed: method, address and all parameters in order. */
    static String baseString(String method, String url, List<Parameter> parameters) {
        List<Parameter> encoded = parameters.stream()
                .map(parameter -> new Parameter(encode(parameter.name()), encode(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .toList();
        String joined = encoded.stream()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
        return method + "&" + encode(url) + "&" + encode(joined);
    }

    /** Base64 of the HMAC; there is no token, so the signing key is the secret and an ampersand. */
    static String sign(String baseString, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(baseString.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    /** RFC 3986 of the UTF-8 bytes: only letters, digits and {@code - . _ ~} stay. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.add(new Parameter(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String joined(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                .collect(Collectors.joining("&"));
    }
}
