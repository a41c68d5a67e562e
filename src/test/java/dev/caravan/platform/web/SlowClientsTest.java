package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Hundreds of slow and silent clients, with a login and without, cost the others nothing that they could notice. */
@CaravanTest
class SlowClientsTest {

    private static final int SOCKETS = 600;
    /** Generous: without attackers it is some milliseconds. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final String LOGIN = "Authorization: " + Api.authorization() + "\r\n";
    private static final String JSON = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /products" + JSON + "Content-Length: 1000000\r\n\r\n",
                "POST /products" + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n",
                "POST /products" + JSON + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n",
                "POST /nowhere" + JSON + "Content-Length: 1000000\r\n\r\n",
                "DELETE /products/1" + JSON + "Content-Length: 50\r\n\r\n",
                "POST /products HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n",
                "POST /products" + JSON + "Origin: https://evil.example\r\nContent-Length: 1000000\r\n\r\n",
                "POST /actuator/health" + JSON + "Content-Length: 1000000\r\n\r\n",
                "GET /api-docs" + JSON + "Content-Length: 1000000\r\n\r\n",
                "POST /products" + JSON + "X-Slow: ",
                "POST /products HTTP/1.1\r\nHo",
                "",
            })
    void strangersWhoSendSlowlyHarmNobody(String beginning) throws Exception {
        attack(beginning);
        othersAreServed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /products" + JSON + "{login}Content-Length: 1000000\r\n\r\n",
                "POST /products" + JSON + "{login}Transfer-Encoding: chunked\r\n\r\n1\r\n",
                "POST /products" + JSON + "{login}Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n",
                "POST /nowhere" + JSON + "{login}Content-Length: 1000000\r\n\r\n",
                "POST /products/bulk HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "{login}Content-Length: 1000000\r\n\r\n",
                "POST /assets HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                        + "{login}Content-Length: 1000000\r\n\r\n",
            })
    void usersWhoSendSlowlyHarmNobody(String beginning) throws Exception {
        attack(beginning.replace("{login}", LOGIN));
        othersAreServed();
    }

    /** Answers that nobody reads: the description is public and large. */
    @Test
    void whoeverDoesNotReadHarmsNobody() throws Exception {
        attack(("GET /webjars/swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(4));
        othersAreServed();
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

    private void attack(String beginning) throws Exception {
        for (int i = 0; i < SOCKETS; i++) {
            RawClient client = new RawClient(api.uri("/").getPort());
            clients.add(client);
            client.trySend(beginning);
        }
        if (!beginning.isEmpty()) {
            trickle.scheduleWithFixedDelay(
                    () -> clients.forEach(client -> client.trySend("1")), 0, 500, TimeUnit.MILLISECONDS);
        }
    }

    private void othersAreServed() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("/actuator/health/liveness", false)).isEqualTo(200);
            assertThat(ask("/products", true)).isEqualTo(200);
            api.post("/categories", "{\"name\":\"" + System.nanoTime() + "\"}").expect(201);
        }
    }

    private int ask(String path, boolean signedIn) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path)).timeout(PROMPT);
        if (signedIn) {
            request.header("Authorization", Api.authorization());
        }
        return api.send(request.build()).status();
    }
}
