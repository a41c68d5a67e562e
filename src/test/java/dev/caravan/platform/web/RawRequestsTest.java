package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that are no HTTP, or two at once: one answer, none of Tomcat's pages, and nothing that names the server. */
@CaravanTest
class RawRequestsTest {

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /<> HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\nY: \u0000\r\n\r\n",
                "POST /service HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /service HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n{}",
                "POST /service HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a/../../b HTTP/1.1\r\nHost: a\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void areRefusedWithoutAPageOfTomcat(String request) throws Exception {
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            String answer = client.send(request).read(3_000, "statusCode");

            assertThat(answer)
                    .matches("(?s)HTTP/1.1 [45].*")
                    .doesNotContain("<html", "Tomcat", "Apache", "\r\nServer:");
        }
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws Exception {
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.trySend("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");

            assertThat(client.read(3_000, "statusCode"))
                    .matches("(?s)HTTP/1.1 4(00|31).*")
                    .doesNotContain("<html");
        }
    }

    /** A proxy in front would take the second request for another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 36\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: 0, 0\r\n\r\n",
                "Content-Length:\r\n 0\r\n\r\n",
                "X: a\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            })
    void aHiddenSecondRequestIsNotAnswered(String headers) throws Exception {
        assertThat(answers(headers)).as("both are answered").isLessThan(2);
    }

    /** Else the test above would show nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n", "Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"})
    void aSecondRequestThatIsNoneOfTheFirstIsAnswered(String headers) throws Exception {
        assertThat(answers(headers)).isEqualTo(2);
    }

    /** How many of two requests on one connection are answered 200. */
    private int answers(String headers) throws IOException {
        String address = "GET /actuator/health/liveness HTTP/1.1\r\nHost: a\r\n";
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.trySend(
                    address + "Content-Type: application/json\r\n" + headers + address + "Connection: close\r\n\r\n");
            return client.read(3_000, "\0").split("HTTP/1.1 200", -1).length - 1;
        }
    }

    @Test
    void thePageOfTheApiLoadsOnlyWhatItUses() {
        assertThat(api.get("/api-docs")
                        .expect(200)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self';", "default-src 'none'");
        api.get("/webjars/swagger-ui/swagger-ui.css").expect(200);
        api.get("/webjars/swagger-ui/swagger-ui-bundle.js").expect(200);
        api.get("/webjars/swagger-ui/index.html").expect(404);
        api.get("/webjars/swagger-ui/swagger-initializer.js").expect(404);
        api.get("/webjars/swagger-ui/5.34.1/index.html").expect(404);
    }

    /** Pages, answers of the API, refusals, and files alike. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/login", "/api-docs", "/service", "/nowhere", "/assets/1/file/x/y.png", "/actuator/health"
            })
    void browsersStayWithTlsBehindAProxyThatEndsIt(String path) {
        URI uri = api.uri(path);
        Map<String, String> tls =
                Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "caravan.example", "Accept", "text/html");

        assertThat(new Source(TestSettings.PROXY).send("GET", uri, tls, "").header("Strict-Transport-Security"))
                .contains("max-age=31536000");
        assertThat(new Source(TestSettings.PROXY)
                        .send("GET", uri, Map.of("X-Forwarded-Proto", "http"), "")
                        .headers())
                .as("by plain http")
                .doesNotContainKey("strict-transport-security");
        assertThat(new Source(TestSettings.PROXY).send("GET", uri, Map.of(), "").headers())
                .doesNotContainKey("strict-transport-security");
        assertThat(new Source("127.9.9.8").send("GET", uri, tls, "").headers())
                .as("somebody else says so")
                .doesNotContainKey("strict-transport-security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/service"})
    void redirectsStayWithTlsAndTheNameThatTheClientUsed(String path) {
        Map<String, String> tls =
                Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "caravan.example", "Accept", "text/html");

        Source.Reply reply = new Source(TestSettings.PROXY).send("GET", api.uri(path), tls, "");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(URI.create("https://caravan.example" + path).resolve(reply.header("Location")))
                .hasScheme("https")
                .hasHost("caravan.example")
                .hasNoPort();
    }

    @Test
    void forwardedHeadersOfOthersDoNotCount() throws Exception {
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.send(
                    "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n\r\n");

            assertThat(client.read(3_000, "\r\n\r\n"))
                    .startsWith("HTTP/1.1 302")
                    .doesNotContain("evil.example", "https://", "Strict-Transport-Security");
        }
    }
}
