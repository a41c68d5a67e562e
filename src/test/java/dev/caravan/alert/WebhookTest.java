package dev.caravan.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.alert.Receiver.Received;
import dev.caravan.platform.ClockSetBack;
import dev.caravan.store.HoldReason;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@CaravanTest
@DirtiesContext // its quick timers would run beside all later tests
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "caravan.alert.check-every=200ms",
            "caravan.alert.unwell-after=0s",
            "caravan.alert.webhook-every=100ms",
            "caravan.alert.webhook-attempts=4",
            "caravan.alert.webhook-backoff=100ms"
        })
class WebhookTest {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Receiver RECEIVER = receiver();
    private static final Instant LATER = Instant.now().plusSeconds(3600);

    @Autowired
    Api api;

    @Autowired
    StoreHealthApi health;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebhookOutbox outbox;

    @Autowired
    CamelContext camel;

    @Autowired
    ApplicationEventPublisher publisher;

    Stores stores;
    long store;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("caravan.alert.webhook-url", RECEIVER::url);
        settings.add("caravan.alert.webhook-allow-private", () -> "127.0.0.1");
        settings.add("caravan.alert.webhook-secret", () -> "whsec_" + KEY);
    }

    @BeforeEach
    void connect() {
        RECEIVER.always(204);
        stores = new Stores(api);
        store = stores.connect();
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @Test
    void isNotSentOnToWhereTheReceiverPoints() {
        try (RawServer elsewhere = RawServer.at("127.0.0.1", 0, "HTTP/1.1 204 No Content\r\n\r\n")) {
            RECEIVER.redirectTo(elsewhere.url() + "/hook");
            RECEIVER.next(301, 307, 308);

            health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
            Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));

            assertThat(RECEIVER.about(store)).hasSize(4);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void comesAgainWithTheSameIdUntilItIsTaken() throws Exception {
        RECEIVER.next(Receiver.LOST, 500);

        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));

        List<Received> tries = RECEIVER.about(store);
        assertThat(tries).hasSize(3);
        assertThat(tries)
                .extracting(Received::id)
                .containsOnly(webhook(0, 0).path("id").asText());
        assertThat(tries)
                .extracting(Received::body)
                .as("the same body")
                .containsOnly(tries.get(0).body());
        assertThat(webhook(0, 0).path("attempts").asInt()).isEqualTo(3);
        Instant created = Instant.parse(webhook(0, 0).path("createdAt").asText());
        assertThat(created).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(Instant.parse(webhook(0, 0).path("sentAt").asText()))
                .isAfter(created)
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        for (Received one : tries) {
            assertThat(one.signature()).isEqualTo("v1," + signed(one));
            assertThat(Long.parseLong(one.timestamp())).isCloseTo(Instant.now().getEpochSecond(), within(60L));
            assertThat(one.contentType()).startsWith("application/json");
        }
    }

    @Test
    void tellsOfAnAccountWithoutAStore() {
        jdbc.sql("INSERT INTO sign_in_failure (account_id, minute, failures) "
                        + "SELECT min(id), date_trunc('minute', now()), 99 FROM account")
                .update();

        Stores.await(
                () -> RECEIVER.about("\"caravan.account.sign_in_failures\"").size() == 1);

        assertThat(RECEIVER.about("sign_in_failures").get(0).body())
                .contains("\"type\":\"caravan.account.sign_in_failures\"")
                .contains("\"connectionId\":null,\"storeName\":null");
        jdbc.sql("DELETE FROM sign_in_failure").update();
        Stores.await(() ->
                RECEIVER.about("\"caravan.account.sign_in_failures.closed\"").size() == 1);
    }

    @Test
    void tellsOfBothTransitionsInTheirOrder() throws Exception {
        RECEIVER.next(503);
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        stores.awaitOpen(store, "store_unwell");
        health.release(store);
        Stores.await(() -> webhook(0, 1).path("state").asText().equals("sent"));

        List<JsonNode> bodies =
                RECEIVER.about(store).stream().map(WebhookTest::body).toList();
        assertThat(bodies)
                .extracting(body -> body.path("type").asText())
                .containsExactly("caravan.store.unwell", "caravan.store.unwell", "caravan.store.unwell.closed");
        JsonNode raised = bodies.get(0);
        assertThat(raised.at("/data/state").asText()).isEqualTo("open");
        assertThat(raised.at("/data/kind").asText()).isEqualTo("store_unwell");
        assertThat(raised.at("/data/detail").asText()).contains("connection refused");
        assertThat(raised.path("timestamp")).isEqualTo(raised.at("/data/openedAt"));
        JsonNode closed = bodies.get(2);
        assertThat(closed.at("/data/alertId")).isEqualTo(raised.at("/data/alertId"));
        assertThat(closed.path("timestamp")).isEqualTo(closed.at("/data/closedAt"));
        assertThat(RECEIVER.about(store).get(2).id())
                .isNotEqualTo(RECEIVER.about(store).get(0).id());
    }

    @Test
    void comesAgainAfterACrashOfItsSender() {
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));

        // as if the sender had vanished before it could write that down
        jdbc.sql("""
                        UPDATE alert_delivery
                        SET state = 'pending', sent_at = NULL, lease_token = gen_random_uuid(), lease_until = now() - interval '1 s'
                        WHERE alert_id IN (SELECT id FROM alert WHERE connection_id = :id)
                        """).param("id", store).update();

        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));
        assertThat(RECEIVER.about(store)).hasSize(2);
        assertThat(RECEIVER.about(store))
                .extracting(Received::id)
                .containsOnly(webhook(0, 0).path("id").asText());
    }

    @Test
    void waitsNoLongerIfTheClockIsSetBack() {
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));
        jdbc.sql("""
                        UPDATE alert_delivery
                        SET state = 'pending', sent_at = NULL, due_at = now() + interval '10 min'
                        WHERE alert_id IN (SELECT id FROM alert WHERE connection_id = :id)
                        """).param("id", store).update();

        publisher.publishEvent(new ClockSetBack(Duration.ofMinutes(10), Instant.now()));

        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));
    }

    @Test
    void isGivenUpAfterSoManyTries(CapturedOutput output) {
        RECEIVER.always(500);

        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("failed"));

        assertThat(RECEIVER.about(store)).hasSize(4);
        assertThat(webhook(0, 0).path("httpStatus").asInt()).isEqualTo(500);
        assertThat(webhook(0, 0).path("error").asText()).isEqualTo("The receiver answered 500");
        assertThat(webhook(0, 0).path("createdAt").asText()).isNotEmpty();
        assertThat(webhook(0, 0).path("sentAt").isNull()).isTrue();
        assertThat(output).contains("was abandoned after 4 tries");
    }

    @Test
    void isGivenUpAtOnceByAReceiverThatWantsNoMore() {
        RECEIVER.always(410);

        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("failed"));

        assertThat(RECEIVER.about(store)).hasSize(1);
    }

    @Test
    void isClaimedByOneSenderOnlyAndSettledByNobodyElse() throws Exception {
        camel.getRouteController().suspendRoute("send-alerts");
        try {
            List<Long> ids = markPending(20);

            Set<Long> claimed = ConcurrentHashMap.newKeySet();
            List<CompletableFuture<Void>> senders = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        for (Webhook one = outbox.claim(); one != null; one = outbox.claim()) {
                            assertThat(claimed.add(one.id())).isTrue();
                        }
                    }))
                    .toList();
            senders.forEach(CompletableFuture::join);
            assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);

            jdbc.sql("UPDATE alert_delivery SET lease_until = now() - interval '1 s' WHERE id = :id")
                    .param("id", ids.get(0))
                    .update();
            Webhook late = java.util.Objects.requireNonNull(outbox.claim());
            jdbc.sql("UPDATE alert_delivery SET lease_token = gen_random_uuid() WHERE id = :id")
                    .param("id", late.id())
                    .update();
            outbox.answered(late, 200);
            assertThat(late.attempt()).isEqualTo(2);
            assertThat(state(late.id())).as("its lease was lost").isEqualTo("pending");
        } finally {
            jdbc.sql("DELETE FROM alert WHERE connection_id = :id")
                    .param("id", store)
                    .update();
            camel.getRouteController().resumeRoute("send-alerts");
        }
    }

    @Test
    void showsItsSecretsNowhere(CapturedOutput output) {
        RECEIVER.next(Receiver.LOST);
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        Stores.await(() -> webhook(0, 0).path("state").asText().equals("sent"));

        String shown = output.getAll()
                + api.get(Stores.PATH + "/alerts?limit=100").text()
                + api.getManagement("/actuator/camelroutes").text();
        assertThat(shown).doesNotContain(KEY, "receivers-t0ken");
    }

    /** Closed alerts of this store whose webhooks are due. @return the ids of these */
    private List<Long> markPending(int count) {
        return jdbc.sql("""
                        WITH made AS (
                            INSERT INTO alert (account_id, connection_id, store_name, kind, state, detail, opened_at, closed_at)
                            SELECT account_id, id, store_name, 'oldest_owed', 'closed', 'late', now(), now()
                            FROM connection, generate_series(1, :count)
                            WHERE id = :id
                            RETURNING id)
                        INSERT INTO alert_delivery (alert_id, transition, due_at, created_at)
                        SELECT id, 'closed', now(), now() FROM made
                        RETURNING id
                        """)
                .param("count", count)
                .param("id", store)
                .query(Long.class)
                .list();
    }

    private String state(long delivery) {
        return jdbc.sql("SELECT state FROM alert_delivery WHERE id = :id")
                .param("id", delivery)
                .query(String.class)
                .single();
    }

    /** A webhook of an alert of this store, as the API shows it. */
    private JsonNode webhook(int alert, int number) {
        return stores.alerts(store, "&kind=store_unwell")
                .path(alert)
                .path("webhooks")
                .path(number);
    }

    private static String signed(Received one) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String content = one.id() + "." + one.timestamp() + "." + one.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode body(Received one) {
        try {
            return new ObjectMapper().readTree(one.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Receiver receiver() {
        try {
            return new Receiver();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
