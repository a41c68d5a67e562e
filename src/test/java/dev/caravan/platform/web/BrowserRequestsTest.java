package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages of other sites can neither act with the credentials that a browser adds, nor read or show an answer. */
@CaravanTest
class BrowserRequestsTest {

    private static final String CATEGORY = "{\"name\":\"A\"}";

    private static final String FILE = "inline; filename=\"api.json\"";

    @Autowired
    Api api;

    @Autowired
    MeterRegistry meters;

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Origin, http://localhost.evil.example",
        "Origin, https://localhost:{port}",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, something-new",
        "Referer, https://evil.example/page",
        "Referer, not an address",
    })
    void refusesWhatAPageOfAnotherSiteSends(String header, String value) {
        assertThat(post(header, value).expect(403).json().path("message").asText())
                .startsWith("A page of another site has sent this");
        var delete = request("/products/999999999", header, value).DELETE().build();
        api.send(delete).expect(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:{port}",
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
        "Referer, http://localhost:{port}/api-docs",
        "User-Agent, curl/8",
    })
    void takesWhatItsOwnPagesAndProgramsSend(String header, String value) {
        assertThat(post(header, value).status()).isNotIn(401, 403, 415);
    }

    @Test
    void refusesAForeignOriginThatComesWithAFriendlySite() {
        var request = request("/categories", "Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CATEGORY));

        api.send(request.build()).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json; charset=utf-16",
                "application/json; charset=no-such",
                "application",
                "*/*",
            })
    void takesNoBodyOfAnotherType(String type) {
        api.send("POST", "/categories", type, BodyPublishers.ofString(CATEGORY)).expect(415);
    }

    @Test
    void takesNoBodyWithoutAType() {
        var answer = api.send("POST", "/categories", null, BodyPublishers.ofString(CATEGORY));

        assertThat(answer.expect(415).json().path("message").asText())
                .isEqualTo("Send the body with Content-Type: application/json");
    }

    @Test
    void takesTheTypesThatAnUploadNames() {
        api.send("POST", "/products/bulk", "application/x-ndjson", BodyPublishers.ofString("{}"))
                .expect(200);
        api.send("POST", "/products/bulk", "text/csv; charset=UTF-8", BodyPublishers.ofString("sku\n"))
                .expect(200);
        api.send("POST", "/products/bulk", "application/json", BodyPublishers.ofString("{}"))
                .expect(415);
    }

    @Test
    void takesNoCompressedBody() {
        var request = request("/categories", "Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CATEGORY));

        api.send(request.build()).expect(415);
    }

    /** Credentials, cookies and redirects out of a description that everybody may read. */
    @Test
    void describesTheApiWithoutAHeaderOfTheRequest() {
        var request = HttpRequest.newBuilder(
                        api.uri("/openapi.json?Location=https://evil.example&Access-Control-Allow-Origin=*&x=1"))
                .header("Authorization", Api.authorization())
                .header("Set-Cookie", "a=b")
                .header("Access-Control-Allow-Credentials", "true")
                .header("Location", "https://evil.example")
                .header("Content-Type", "text/html")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Content-Disposition", "attachment")
                .header("X-Mine", "1");

        var answer = api.send(request.build()).expect(200);

        assertThat(answer.headers().map().keySet())
                .isSubsetOf(Set.of(
                        "cache-control",
                        "content-disposition",
                        "content-type",
                        "content-length",
                        "content-security-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy",
                        "date",
                        "expires",
                        "permissions-policy",
                        "pragma",
                        "referrer-policy",
                        "transfer-encoding",
                        "x-content-type-options",
                        "x-frame-options",
                        "x-xss-protection"));
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().allValues("Content-Disposition")).containsExactly(FILE);
        assertThat(answer.text()).doesNotContain("evil.example");
    }

    /** Whatever the address ends in, the file that a browser makes of an answer is not opened as a program or a page. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/service", "/openapi.json", "/products/999999999", "/nowhere/setup.bat", "/products?x=setup.bat"
            })
    void anAnswerIsAFileOfOneName(String path) {
        assertThat(api.get(path).headers().allValues("Content-Disposition")).containsExactly(FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login/page.css", "/login/page.js", "/api-docs", "/api-docs/page.js"})
    void aTextSaysThatItIsUtf8(String path) {
        assertThat(api.get(path)
                        .expect(200)
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow()
                        .toLowerCase(Locale.ROOT))
                .startsWith("text/")
                .contains("charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"PROPFIND, /products", "MOVE, /products/1", "TRACK, /", "PUT, /products", "DELETE, /api-docs"})
    void aMethodThatIsNotServedIsRefusedCountedAndLogged(String method, String path) {
        double before = refusedMethods();

        var answer = api.send(request(path, "X-Test", "1")
                .method(method, BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(refusedMethods()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/service", "/openapi.json", "/products/999999999", "/nowhere", "/products?page=x"})
    void letsNobodyElseReadShowOrKeepAnAnswer(String path) {
        var headers = api.send(request(path, "Origin", "https://evil.example").build())
                .headers();

        assertThat(headers.map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=()", "geolocation=()", "microphone=()");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void answersNoPreflight() {
        var request = HttpRequest.newBuilder(api.uri("/products"))
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody());

        var answer = api.send(request.build());

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    /** Camel has headers and parameters in one map. */
    @Test
    void takesAParameterFromTheQueryOnly() {
        var asHeader =
                api.send(request("/products?limit=3", "page", "0").build()).expect(200);
        assertThat(asHeader.json().path("pagination").path("page").asInt()).isEqualTo(1);

        var both = api.send(request("/products?page=2&limit=3", "limit", "7").build())
                .expect(200);
        assertThat(both.json().path("pagination").path("limit").asInt()).isEqualTo(3);

        api.get("/products/999999999?id=1").expect(404);
    }

    private double refusedMethods() {
        return meters.get("caravan.requests.method").counter().count();
    }

    private Api.Answer post(String header, String value) {
        return api.send(request("/categories", header, value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CATEGORY))
                .build());
    }

    private HttpRequest.Builder request(String path, String header, String value) {
        String port = Integer.toString(api.uri("/").getPort());
        return HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization())
                .header(header, value.replace("{port}", port));
    }
}
