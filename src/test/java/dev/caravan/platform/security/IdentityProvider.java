package dev.caravan.platform.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A small OpenID Connect provider on loopback: whoever comes is signed in as what the test says. Checks PKCE and the client. */
final class IdentityProvider implements AutoCloseable {

    static final String CLIENT = "caravan";
    static final String SECRET = "s3cret-of-the-client";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    /** Claims of the next ID tokens; those with the value null are left out. */
    final Map<String, Object> claims = new ConcurrentHashMap<>();

    volatile boolean signsWithAnotherKey;
    /** As no provider should be. */
    volatile boolean takesCodesTwice;
    /** As no provider should be: it takes the code of any sign-in for the one that began last. */
    volatile boolean mixesUpSignIns;

    private volatile @Nullable String newestNonce;

    volatile @Nullable String answersInstead;

    IdentityProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, description()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> answer(exchange, keys()));
        server.start();
    }

    /** One that signs people in: its key is made before anybody waits for an answer. */
    static IdentityProvider signing() throws IOException {
        Objects.requireNonNull(Key.OURS);
        return new IdentityProvider();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Map<String, Object> description() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> keys() {
        RSAPublicKey open = (RSAPublicKey) Key.OURS.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "RSA",
                        "kid", "one",
                        "use", "sig",
                        "alg", "RS256",
                        "n", BASE64.encodeToString(unsigned(open.getModulus())),
                        "e", BASE64.encodeToString(unsigned(open.getPublicExponent())))));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        newestNonce = asked.get("nonce");
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + encoded(asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static String encoded(@Nullable String text) {
        return java.net.URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String code = given.getOrDefault("code", "");
        Map<String, String> asked = takesCodesTwice ? codes.get(code) : codes.remove(code);
        String client = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean right = asked != null
                && ("Basic " + client).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && given.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && (mixesUpSignIns
                        || sha256(given.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge")));
        if (asked == null || !right) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        answer(
                exchange,
                Map.of(
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(String.valueOf(mixesUpSignIns ? newestNonce : asked.get("nonce")))));
    }

    private String idToken(String nonce) {
        Map<String, Object> all = new LinkedHashMap<>();
        long now = Instant.now().getEpochSecond();
        all.put("iss", issuer());
        all.put("aud", CLIENT);
        all.put("sub", "4711");
        all.put("nonce", nonce);
        all.put("iat", now);
        all.put("exp", now + 300);
        all.putAll(claims);
        try {
            String signed = part(Map.of("alg", "RS256", "kid", "one")) + "." + part(all);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((signsWithAnotherKey ? rsa() : Key.OURS).getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> members) throws IOException {
        return BASE64.encodeToString(JSON.writeValueAsBytes(members));
    }

    private void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
        String instead = answersInstead;
        byte[] bytes = instead == null ? JSON.writeValueAsBytes(body) : instead.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try {
            exchange.getResponseBody().write(bytes);
        } finally {
            exchange.close();
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String sha256(String text) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** To make one takes seconds, and a test of the description alone needs none. */
    private static final class Key {
        static final KeyPair OURS = made();

        private static KeyPair made() {
            try {
                return rsa();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
