package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxHosting;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.provider.Arguments;

/** A store on plain http: the recorded requests, signed again with the key of the sandbox store and the time of now. */
final class RecordedOAuth {

    private RecordedOAuth() {}

    /** How a request is signed; the defaults are right. */
    private static final class Signer {
        String method = "GET";
        String path = "/wp-json/wc/v3/products";
        String algorithm = "HMAC-SHA256";
        String nonce = UUID.randomUUID().toString();
        Instant time = Instant.now();
        String key;
        String secret;
        String address;

        Signer(Given given) {
            key = given.key;
            secret = given.secret;
            address = given.store.url().toString();
        }

        /** The query with the parameters and the signature. */
        String signed(String recordedQuery) {
            List<String> pairs = new ArrayList<>(pairs(recordedQuery));
            pairs.addAll(own());
            return String.join("&", pairs) + "&oauth_signature=" + encoded(signature(pairs));
        }

        String header(String recordedQuery) {
            List<String> pairs = new ArrayList<>(pairs(recordedQuery));
            pairs.addAll(own());
            List<String> own = new ArrayList<>(own());
            own.add("oauth_signature=" + encoded(signature(pairs)));
            return "OAuth "
                    + own.stream()
                            .map(pair -> pair.replaceFirst("=", "=\"") + "\"")
                            .collect(Collectors.joining(", "));
        }

        private String signature(List<String> pairs) {
            List<Map.Entry<String, String>> parameters =
                    OAuthParameters.of(String.join("&", pairs), "").signed();
            return OAuthCheck.signature(OAuthCheck.baseString(method, address + path, parameters), secret, algorithm);
        }

        private List<String> own() {
            List<String> own = new ArrayList<>(List.of(
                    "oauth_consumer_key=" + key,
                    "oauth_signature_method=" + algorithm,
                    "oauth_timestamp=" + time.getEpochSecond(),
                    "oauth_version=1.0"));
            if (!nonce.isEmpty()) {
                own.add("oauth_nonce=" + nonce);
            }
            return own;
        }

        private static List<String> pairs(String query) {
            return Arrays.stream(query.split("&"))
                    .filter(pair -> !pair.isEmpty() && !pair.startsWith("oauth_"))
                    .toList();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    static void add(List<Arguments> cases) {
        on(cases, given -> given.store.setHosting(SandboxHosting.PLAIN_HTTP), """
                oauth-basic-on-http oauth-query-key-on-http
                """);
        on(
                cases,
                given -> {
                    given.store.setHosting(SandboxHosting.PLAIN_HTTP);
                    given.authorization = null;
                },
                """
                oauth-missing
                """);
        signed(cases, "oauth-ok-get-encoded", false, signer -> {});
        signed(cases, "oauth-ok-get", false, signer -> {});
        signed(cases, "oauth-nonce-first", true, signer -> {});
        signed(cases, "oauth-ok-post", false, signer -> signer.method = "POST");
        signed(cases, "oauth-ok-sha1", true, signer -> signer.algorithm = "HMAC-SHA1");
        signed(cases, "oauth-method-unknown", true, signer -> signer.algorithm = "HMAC-SHA512");
        signed(cases, "oauth-parameter-missing", true, signer -> signer.nonce = "");
        signed(cases, "oauth-unknown-key", true, signer -> signer.key = "ck_unknown");
        signed(cases, "oauth-wrong-secret", true, signer -> signer.secret = "cs_wrong");
        signed(cases, "oauth-url-differs", true, signer -> signer.address = "http://127.0.0.1");
        signed(cases, "oauth-timestamp-10-minutes", true, signer -> signer.time = signer.time.minusSeconds(600));
        signed(cases, "oauth-timestamp-old", true, signer -> signer.time = signer.time.minusSeconds(1_200));
        signed(cases, "oauth-timestamp-future", true, signer -> signer.time = signer.time.plusSeconds(1_200));
        special(cases);
    }

    private static void special(List<Arguments> cases) {
        on(
                cases,
                given -> {
                    plain(given, true);
                    given.authorization = new Signer(given).header("per_page=1&_fields=id%2Csku");
                },
                """
                oauth-ok-header
                """);
        on(
                cases,
                given -> {
                    plain(given, false);
                    given.store.setKeyPermissions(KeyPermissions.READ);
                    Signer signer = new Signer(given);
                    signer.method = "POST";
                    given.query = signer::signed;
                },
                """
                oauth-read-only-post
                """);
        on(
                cases,
                given -> {
                    plain(given, false);
                    given.query = query -> new Signer(given).signed("per_page=1") + "&page=1";
                },
                """
                oauth-query-not-signed
                """);
        on(cases, RecordedOAuth::nonceUsedBefore, """
                oauth-nonce-replayed
                """);
    }

    private static void nonceUsedBefore(Given given) {
        plain(given, true);
        Signer first = new Signer(given);
        URI address = URI.create(given.store.url() + first.path + "?" + first.signed("per_page=1"));
        int status = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .join()
                .statusCode();
        if (status != 200) {
            throw new AssertionError("the first use of the nonce was answered with " + status);
        }
        Signer second = new Signer(given);
        second.nonce = first.nonce;
        second.time = first.time.plusSeconds(1);
        given.query = second::signed;
    }

    private static void signed(List<Arguments> cases, String name, boolean withProduct, Consumer<Signer> wrong) {
        on(
                cases,
                given -> {
                    plain(given, withProduct);
                    Signer signer = new Signer(given);
                    wrong.accept(signer);
                    given.query = signer::signed;
                },
                name);
    }

    private static void plain(Given given, boolean withProduct) {
        given.store.setHosting(SandboxHosting.PLAIN_HTTP);
        given.authorization = null;
        if (withProduct) {
            given.product(10, "OAuth", "OA-1", "");
        }
    }
}
