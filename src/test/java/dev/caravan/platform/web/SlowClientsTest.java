package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.TestSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Hundreds of slow and silent clients, with a login and without, cost the others nothing that they could notice. */
@CaravanTest
class SlowClientsTest {

    private static final int SOCKETS = 600;
    private static final int ADDRESSES = 4;
    private static final AtomicInteger NEWCOMERS = new AtomicInteger();
    /** Generous: without attackers it is some milliseconds. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final String LOGIN = "Authorization: " + Api.authorization() + "\r\n";
    private static final String JSON = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static final String FORM =
            " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final String MULTIPART =
            " HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    /** One that nobody has. */
    private static final String SESSION = "Cookie: caravan=00000000-0000-0000-0000-000000000000\r\n";

    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Autowired
    Api api;

    private final List<RawClient> clients = new ArrayList<>();
    private final ScheduledExecutorService trickle = Executors.newScheduledThreadPool(2);

    @AfterEach
    void end() throws Exception {
        trickle.shutdownNow();
        trickle.awaitTermination(10, TimeUnit.SECONDS);
        for (RawClient client : clients) {
            client.close();
        }
    }

    /** Four kinds at a time: each alone would take the places of all strangers if it cost a thread. */
    @ParameterizedTest
    @MethodSource
    void strangersWhoSendSlowlyHarmNobody(List<String> beginnings) throws Exception {
        attack(api.uri("/").getPort(), beginnings);
        othersAreServed();
    }

    static Stream<List<String>> strangersWhoSendSlowlyHarmNobody() {
        return Stream.of(
                List.of(
                        "POST /products" + JSON + "Content-Length: 1000000\r\n\r\n",
                        "POST /products" + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n",
                        "POST /products" + JSON + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n",
                        "POST /nowhere" + JSON + "Content-Length: 1000000\r\n\r\n"),
                List.of(
                        "DELETE /products/1" + JSON + "Content-Length: 50\r\n\r\n",
                        "POST /products HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 1000000\r\n\r\n",
                        "POST /products" + JSON + "Origin: https://evil.example\r\nContent-Length: 1000000\r\n\r\n",
                        "POST /actuator/health" + JSON + "Content-Length: 1000000\r\n\r\n",
                        "GET /api-docs" + JSON + "Content-Length: 1000000\r\n\r\n"),
                List.of(
                        "POST /login" + FORM + "Content-Length: 4000\r\n\r\nusername=a",
                        "POST /login" + FORM + "Transfer-Encoding: chunked\r\n\r\n1\r\n",
                        "POST /login" + MULTIPART + "Content-Length: 100000\r\n\r\n--x\r\n",
                        "PUT /products/1" + FORM + "Content-Length: 4000\r\n\r\n"),
                List.of(
                        "POST /assets" + MULTIPART + "Content-Length: 100000\r\n\r\n--x\r\n",
                        "POST /assets" + MULTIPART + SESSION + "Content-Length: 100000\r\n\r\n--x\r\n",
                        "POST /products/bulk" + MULTIPART + SESSION + "Content-Length: 100000\r\n\r\n--x\r\n",
                        "POST /logout" + FORM + SESSION + "Content-Length: 4000\r\n\r\n"),
                List.of("POST /products" + JSON + "X-Slow: ", "POST /products HTTP/1.1\r\nHo", "GE", ""));
    }

    @ParameterizedTest
    @MethodSource
    void usersWhoSendSlowlyHarmNobody(List<String> beginnings) throws Exception {
        attack(
                api.uri("/").getPort(),
                beginnings.stream().map(one -> one.replace("{login}", LOGIN)).toList());
        othersAreServed();
    }

    static Stream<List<String>> usersWhoSendSlowlyHarmNobody() {
        return Stream.of(
                List.of(
                        "POST /products" + JSON + "{login}Content-Length: 1000000\r\n\r\n",
                        "POST /products" + JSON + "{login}Transfer-Encoding: chunked\r\n\r\n1\r\n",
                        "POST /products" + JSON + "{login}Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n"),
                List.of(
                        "POST /nowhere" + JSON + "{login}Content-Length: 1000000\r\n\r\n",
                        "POST /products/bulk HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                + "{login}Content-Length: 1000000\r\n\r\n",
                        "POST /assets" + MULTIPART + "{login}Content-Length: 1000000\r\n\r\n"));
    }

    /** There is no share for strangers there: each kind would take all threads. */
    @Test
    void strangersWhoSendSlowlyToTheManagementPortHarmNobody() throws Exception {
        attack(
                api.management("/").getPort(),
                List.of(
                        "POST /actuator/jolokia" + JSON + "Content-Length: 100000\r\n\r\n",
                        "POST /actuator/jolokia" + MULTIPART + SESSION + "Content-Length: 100000\r\n\r\n--x\r\n"));
        HttpRequest.Builder request = HttpRequest.newBuilder(api.management("/actuator/health/liveness"));
        assertThat(api.send(request.timeout(PROMPT).build()).status()).isEqualTo(200);
        HttpRequest.Builder page = HttpRequest.newBuilder(api.management("/actuator/hawtio/index.html"));
        page.header("Authorization", Api.authorization()).timeout(PROMPT);
        assertThat(api.send(page.build()).status()).isEqualTo(200);
    }

    /** Answers that nobody reads: this one is public and large. */
    @Test
    void whoeverDoesNotReadHarmsNobody() throws Exception {
        attack(
                api.uri("/").getPort(),
                List.of(("GET /webjars/swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .repeat(4)));
        othersAreServed();
    }

    /** Whoever has the address of a product's file needs no login. */
    @Test
    void whoeverDoesNotReadAFileHarmsNobody() throws Exception {
        byte[] image = Arrays.copyOf(PNG, 8 * 1024 * 1024);
        byte[] start = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII);
        String url = api.send(
                        "POST",
                        "/assets",
                        "multipart/form-data; boundary=x",
                        BodyPublishers.ofByteArrays(List.of(start, image, end)))
                .expect(201)
                .json()
                .path("url")
                .asText();
        String path = URI.create(url).getPath();

        String whole = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String part = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-\r\n\r\n";
        attack(api.uri("/").getPort(), List.of(whole));
        othersAreServed();
        attack(api.uri("/").getPort(), List.of(part));
        assertThat(ask("/actuator/health/liveness", false)).isEqualTo(200);
        assertThat(ask("/products", true)).isEqualTo(200);
        byte[] file = new Source("127.3.2.1")
                .send("GET", api.uri(path), Map.of(), "")
                .body()
                .getBytes(StandardCharsets.UTF_8);
        assertThat(file.length).isGreaterThan(1_000_000);
    }

    @Test
    void whoSendsASmallBodyWithoutALoginReadsTheRefusal() throws Exception {
        for (String body :
                List.of("Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")) {
            try (RawClient client = new RawClient(api.uri("/").getPort())) {
                int half = body.indexOf("\r\n\r\n") + 4;
                client.send("POST /products" + JSON + body.substring(0, half));
                client.send(body.substring(half));
                assertThat(client.read(3_000, "Sign in"))
                        .startsWith("HTTP/1.1 401")
                        .contains("Sign in");
            }
        }
    }

    @Test
    void endsTheConnectionOfABodyThatIsRefusedUnread() throws Exception {
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.send("POST /products" + JSON + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(client.readAll()).contains("HTTP/1.1 401", "Connection: close");
        }
    }

    @Test
    void asksForTheBodyThatItWants() throws Exception {
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.send("POST /categories" + JSON + LOGIN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.read(5_000, "\r\n\r\n")).startsWith("HTTP/1.1 100");
            client.send("{}");
            assertThat(client.read(5_000, "statusCode")).startsWith("HTTP/1.1 400");
        }
    }

    /** From several addresses, each kind as often as the others. */
    private void attack(int port, List<String> beginnings) throws Exception {
        List<RawClient> senders = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            RawClient client = new RawClient(port, "127.3.0." + (1 + i % ADDRESSES));
            clients.add(client);
            String beginning = beginnings.get(i % beginnings.size());
            client.trySend(beginning);
            if (!beginning.isEmpty()) {
                senders.add(client);
            }
        }
        trickle.scheduleWithFixedDelay(
                () -> senders.forEach(client -> client.trySend("1")), 0, 500, TimeUnit.MILLISECONDS);
    }

    private void othersAreServed() {
        await().atMost(PROMPT).until(() -> {
            int number = NEWCOMERS.incrementAndGet();
            Source newcomer = new Source("127.3.1." + number);
            return newcomer.basic(api.uri("/me"), written(number), TestSettings.PASSWORD)
                            .status()
                    == 200;
        });
        for (int i = 0; i < 3; i++) {
            assertThat(ask("/actuator/health/liveness", false)).isEqualTo(200);
            assertThat(ask("/products", true)).isEqualTo(200);
            api.post("/categories", "{\"name\":\"" + System.nanoTime() + "\"}").expect(201);
        }
    }

    /** The admin's name in another way each time: the program has seen none of these credentials before. */
    private static String written(int number) {
        StringBuilder name = new StringBuilder("admin");
        for (int i = 0; i < name.length(); i++) {
            if ((number >> i & 1) == 1) {
                name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return name.toString();
    }

    private int ask(String path, boolean signedIn) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path)).timeout(PROMPT);
        if (signedIn) {
            request.header("Authorization", Api.authorization());
        }
        return api.send(request.build()).status();
    }
}
