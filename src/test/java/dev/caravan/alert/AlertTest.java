package dev.caravan.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.HoldReason;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@CaravanTest
@DirtiesContext // its quick timers would run beside all later tests
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "caravan.alert.check-every=200ms",
            "caravan.alert.unwell-after=500ms",
            "caravan.alert.dead-letters=2",
            "caravan.alert.oldest-owed=30m"
        })
class AlertTest {

    private static final Instant LATER = Instant.now().plusSeconds(3600);

    @Autowired
    Api api;

    @Autowired
    StoreHealthApi health;

    @Autowired
    AlertWatch watch;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    Stores stores;
    long store;

    @BeforeEach
    void connect() {
        stores = new Stores(api);
        store = stores.connect();
    }

    @Test
    void isRaisedForTheAccountWhenManySignInsFailAndClosedWhenTheyEnd(CapturedOutput output) {
        failedSignIns(50);
        watch.look();
        assertThat(ofAccount("open")).isEmpty();
        failedSignIns(51);
        Stores.await(() -> ofAccount("open").size() == 1);
        IntStream.range(0, 3).forEach(i -> watch.look());

        JsonNode alert = ofAccount("open").path(0);
        assertThat(ofAccount("open")).hasSize(1);
        assertThat(alert.path("connectionId").isNull()).isTrue();
        assertThat(alert.path("storeName").isNull()).isTrue();
        assertThat(alert.path("detail").asText()).startsWith("51 sign-ins failed within 10 minutes");
        assertThat(output).contains("raised, sign_in_failures: account: 51 sign-ins failed");

        failedSignIns(3);
        Stores.await(() -> ofAccount("open").isEmpty());
        assertThat(ofAccount("closed").path(0).path("closedDetail").asText()).isEqualTo("Few sign-ins fail now");
    }

    private void failedSignIns(int failures) {
        jdbc.sql("DELETE FROM sign_in_failure").update();
        jdbc.sql("INSERT INTO sign_in_failure (account_id, minute, failures) "
                        + "SELECT min(id), date_trunc('minute', now()), :n FROM account")
                .param("n", failures)
                .update();
    }

    private JsonNode ofAccount(String state) {
        return api.get(Stores.PATH + "/alerts?kind=sign_in_failures&state=" + state)
                .expect(200)
                .json()
                .path("data");
    }

    @Test
    void isRaisedOnceAndClosedWhenAStoreIsUnwellAndWellAgain(CapturedOutput output) {
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);

        JsonNode alert = stores.awaitOpen(store, "store_unwell");
        IntStream.range(0, 3).forEach(i -> watch.look());
        health.hold(store, HoldReason.UNREACHABLE, "connection refused", LATER);
        watch.look();

        assertThat(stores.alerts(store, "")).hasSize(1);
        assertThat(alert.path("detail").asText()).contains("unreachable", "connection refused");
        assertThat(alert.path("closedAt").isNull()).isTrue();
        assertThat(output).contains("Alert " + alert.path("id").asText() + " raised, store_unwell");

        health.release(store);

        JsonNode closed = stores.awaitClosed(store, "store_unwell");
        assertThat(closed.path("id")).isEqualTo(alert.path("id"));
        assertThat(closed.path("closedDetail").asText()).isEqualTo("The store is served again");
        assertThat(output).contains("Alert " + alert.path("id").asText() + " closed, store_unwell");

        health.hold(store, HoldReason.UNREACHABLE, "again", LATER);
        assertThat(stores.awaitOpen(store, "store_unwell").path("id")).isNotEqualTo(alert.path("id"));
    }

    /** A refused key is an alert of its own at once; it is no second one after a minute, but it is after a day. */
    @Test
    void isOneForAStoreThatRefusesTheKeyUntilThatLasts() {
        health.hold(store, HoldReason.UNAUTHORIZED, "401", LATER);
        stores.awaitOpen(store, "store_unauthorized");
        heldSince("1 h");
        watch.look();
        assertThat(stores.alerts(store, "&state=open")).hasSize(1);

        heldSince("25 h");
        stores.awaitOpen(store, "store_unwell_long");
    }

    @Test
    void isOneHoweverManyLookAtOnce() {
        health.hold(store, HoldReason.WRONG_ADDRESS, "a login page", LATER);
        heldSince("1 min"); // unwell at once, for all

        List<CompletableFuture<Void>> nodes = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> IntStream.range(0, 10).forEach(n -> watch.look())))
                .toList();
        nodes.forEach(CompletableFuture::join);

        stores.awaitOpen(store, "store_unwell");
        assertThat(stores.alerts(store, "&kind=store_unwell")).hasSize(1);
    }

    @Test
    void isAnotherOneWhenAStoreIsUnwellForADay() {
        health.hold(store, HoldReason.UNREACHABLE, "timed out", LATER);
        stores.awaitOpen(store, "store_unwell");
        assertThat(stores.alerts(store, "&kind=store_unwell_long")).isEmpty();

        heldSince("25 h");

        stores.awaitOpen(store, "store_unwell_long");
        assertThat(stores.alerts(store, "&state=open")).hasSize(2);
        health.release(store);
        stores.awaitClosed(store, "store_unwell_long");
    }

    @Test
    void endsWhenAnOperatorPausesTheStore() {
        health.hold(store, HoldReason.UNAUTHORIZED, "401", LATER);
        stores.awaitOpen(store, "store_unauthorized");

        api.post(Stores.PATH + "/connections/" + store + "/pause", "").expect(200);

        assertThat(stores.awaitClosed(store, "store_unauthorized")
                        .path("closedDetail")
                        .asText())
                .isEqualTo("An operator has paused the store");
    }

    @Test
    void endsWhenTheConnectionIsDeleted() {
        health.hold(store, HoldReason.UNAUTHORIZED, "401", LATER);
        stores.awaitOpen(store, "store_unauthorized");

        api.delete(Stores.PATH + "/connections/" + store).expect(204);

        assertThat(stores.awaitClosed(store, "store_unauthorized")
                        .path("closedDetail")
                        .asText())
                .isEqualTo("The connection was deleted");
    }

    @Test
    void isRaisedForMoreDeadLettersThanTheSetting() {
        deadLetter(1);
        deadLetter(2);
        watch.look();
        watch.look();
        assertThat(stores.alerts(store, "")).isEmpty();

        deadLetter(3);

        assertThat(stores.awaitOpen(store, "dead_letters").path("detail").asText())
                .isEqualTo("More than 2 dead letters are open");
        jdbc.sql("UPDATE dead_letter SET state = 'discarded' WHERE connection_id = :id AND product_id = 3")
                .param("id", store)
                .update();
        stores.awaitClosed(store, "dead_letters");
    }

    @Test
    void isRaisedForAChangeThatHasWaitedForTooLong() {
        api.post(Stores.PATH + "/connections/" + store + "/pause", "").expect(200);
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, behind_since)
                        SELECT account_id, id, 1, now() - interval '29 min' FROM connection WHERE id = :id
                        """).param("id", store).update();
        watch.look();
        assertThat(stores.alerts(store, "")).isEmpty();

        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET behind_since = now() - interval '31 min' WHERE connection_id = :id")
                .param("id", store)
                .update();

        assertThat(stores.awaitOpen(store, "oldest_owed").path("detail").asText())
                .startsWith("A change has waited since 20")
                .endsWith("on hold, paused");
        jdbc.sql("UPDATE woocommerce_product_sync SET synced = wanted, behind_since = NULL WHERE connection_id = :id")
                .param("id", store)
                .update();
        stores.awaitClosed(store, "oldest_owed");
    }

    @Test
    void isCounted() {
        health.hold(store, HoldReason.UNAUTHORIZED, "401", LATER);
        stores.awaitOpen(store, "store_unauthorized");

        Stores.await(() -> meters.get("caravan.alerts.open")
                        .tag("kind", "store_unauthorized")
                        .gauge()
                        .value()
                >= 1);
        assertThat(meters.find("caravan.alerts.open").gauges()).hasSize(AlertKind.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=wrong", "kind=wrong", "page=0", "limit=101"})
    void refusesAListThatCannotBe(String query) {
        api.get(Stores.PATH + "/alerts?" + query).expect(400);
    }

    @Test
    void isListedPageByPageForItsOwnAccountOnly() {
        health.hold(store, HoldReason.UNAUTHORIZED, "401", LATER);
        stores.awaitOpen(store, "store_unauthorized");
        heldSince("25 h");
        stores.awaitOpen(store, "store_unwell_long");

        JsonNode page = api.get(Stores.PATH + "/alerts?limit=1&connectionId=" + store)
                .expect(200)
                .json();
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(2);
        assertThat(page.at("/data/0/webhooks"))
                .as("none is sent without a setting")
                .isEmpty();

        jdbc.sql("INSERT INTO account (name) VALUES ('other')").update();
        jdbc.sql("UPDATE alert SET account_id = (SELECT max(id) FROM account) WHERE connection_id = :id")
                .param("id", store)
                .update();
        assertThat(stores.alerts(store, "")).isEmpty();
    }

    private void heldSince(String interval) {
        jdbc.sql("UPDATE connection SET hold_since = now() - :time::interval WHERE id = :id")
                .param("time", interval)
                .param("id", store)
                .update();
    }

    private void deadLetter(long product) {
        jdbc.sql("""
                        INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts)
                        SELECT account_id, id, :product, 'bad', 'bad', 'update', 1 FROM connection WHERE id = :id
                        """).param("product", product).param("id", store).update();
    }
}
