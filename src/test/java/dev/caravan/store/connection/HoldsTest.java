package dev.caravan.store.connection;

import static dev.caravan.store.ConnectionFixture.FORCE;
import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.make;
import static dev.caravan.store.ConnectionFixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.Caller;
import dev.caravan.platform.ClockSetBack;
import dev.caravan.platform.Role;
import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@CaravanTest
@RecordApplicationEvents
class HoldsTest {

    /** Of each test its own: a class may be loaded minutes before it runs. */
    private final Instant later = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    Api api;

    @Autowired
    StoresApi stores;

    @Autowired
    StoreHealthApi health;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    ConnectionService service;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    long id;

    @BeforeEach
    void connect() {
        id = make(api);
    }

    @Test
    void showsAHoldAsHealth() {
        health.hold(id, HoldReason.ASKS_FOR_TIME, "maintenance\0", later);

        JsonNode health = api.get(PATH + "/" + id).expect(200).json().path("health");

        assertThat(health.path("state").asText()).isEqualTo("held");
        assertThat(health.path("reason").asText()).isEqualTo("asks_for_time");
        assertThat(health.path("detail").asText()).isEqualTo("maintenance");
        assertThat(Instant.parse(health.path("until").asText())).isEqualTo(later);
        assertThat(health.path("since").asText()).isNotEmpty();
        assertThat(health.path("consecutiveFailures").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheStartOfAHoldAndCountsFailures() {
        health.hold(id, HoldReason.UNREACHABLE, "reset", Instant.now().minusSeconds(1));
        Instant since = hold().since();
        health.hold(id, HoldReason.UNAUTHORIZED, "401", null);

        assertThat(hold()).isEqualTo(new Hold(HoldReason.UNAUTHORIZED, "401", null, since));
        assertThat(store().consecutiveFailures()).isEqualTo(2);
    }

    @Test
    void countsCallsThatFailTogetherOnce() {
        health.hold(id, HoldReason.UNREACHABLE, "reset", later);
        health.hold(id, HoldReason.UNREACHABLE, "reset", later);

        assertThat(store().consecutiveFailures()).isEqualTo(1);
    }

    @Test
    void endsWhenTheStoreIsWellAgain() {
        health.hold(id, HoldReason.UNREACHABLE, "reset", later);
        health.release(id);

        assertThat(store().hold()).isNull();
        assertThat(store().consecutiveFailures()).isZero();
        assertThat(store().lastSuccessAt()).isNotNull();
    }

    @Test
    void leavesAnOperatorsPauseAlone() {
        api.post(PATH + "/" + id + "/pause", "").expect(200);
        health.hold(id, HoldReason.UNREACHABLE, "reset", later);
        assertThat(hold().reason()).isEqualTo(HoldReason.PAUSED);
        health.release(id);

        assertThat(hold().detail()).isEqualTo("Paused by admin");
        assertThat(hold().until()).isNull();
        assertThat(store().consecutiveFailures()).isZero();
    }

    @Test
    void doesNotPauseByItself() {
        assertThatThrownBy(() -> health.hold(id, HoldReason.PAUSED, "", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void endsWhenAnOperatorResumes(HoldReason reason) {
        holdOrPause(reason);

        JsonNode resumed = api.post(PATH + "/" + id + "/resume", "").expect(200).json();

        assertThat(resumed.at("/health/state").asText()).isEqualTo("ok");
        assertThat(store().hold()).isNull();
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void endsWithNewCredentialsIfTheOldOnesWereToBlame(HoldReason reason) {
        holdOrPause(reason);

        api.patch(PATH + "/" + id + FORCE, "{\"batchSize\":3}").expect(200);
        assertThat(store().hold()).isNotNull();
        api.patch(PATH + "/" + id + FORCE, "{\"consumerKey\":\"ck_new\"}").expect(200);

        boolean stays = reason == HoldReason.PAUSED || reason == HoldReason.ASKS_FOR_TIME;
        assertThat(store().hold() != null).isEqualTo(stays);
    }

    @Test
    void endsWithANewAddress() {
        health.hold(id, HoldReason.WRONG_ADDRESS, "login page", null);

        api.patch(PATH + "/" + id + FORCE, "{\"storeUrl\":\"" + url() + "\"}").expect(200);

        assertThat(store().hold()).isNull();
    }

    @Test
    void endsAsEarlyAsItWouldHaveIfTheClockIsSetBack() {
        health.hold(id, HoldReason.UNREACHABLE, "reset", later);
        Instant until = Objects.requireNonNull(store().hold()).until();

        publisher.publishEvent(new ClockSetBack(Duration.ofSeconds(1), Instant.now()));

        assertThat(Objects.requireNonNull(store().hold()).until())
                .isEqualTo(Objects.requireNonNull(until).minusSeconds(1));
    }

    @Test
    void notesASuccessOnlyWhenItIsNews() {
        health.succeeded(id);
        Instant first = store().lastSuccessAt();
        health.succeeded(id);
        assertThat(first).isNotNull();
        assertThat(store().lastSuccessAt()).isEqualTo(first);

        jdbc.sql("UPDATE connection SET last_success_at = now() - interval '11 s' WHERE id = :id")
                .param("id", id)
                .update();
        health.succeeded(id);
        assertThat(store().lastSuccessAt()).isAfterOrEqualTo(first);
    }

    @Test
    void tellsTheProgramWhatAUserDid() {
        Caller caller = new Caller(store().accountId(), "admin", Role.ADMIN);
        service.pause(caller, id);
        service.resume(caller, id);
        service.update(caller, id, ConnectionView::asBody, true);
        service.delete(caller, id);

        assertThat(events.stream(StoreChanged.class).map(StoreChanged::kind))
                .containsExactly(
                        StoreChanged.Kind.PAUSED,
                        StoreChanged.Kind.RESUMED,
                        StoreChanged.Kind.UPDATED,
                        StoreChanged.Kind.DELETED);
    }

    private void holdOrPause(HoldReason reason) {
        if (reason == HoldReason.PAUSED) {
            api.post(PATH + "/" + id + "/pause", "").expect(200);
        } else {
            health.hold(id, reason, "for a test", later);
        }
    }

    private Store store() {
        return stores.find(id).orElseThrow();
    }

    private Hold hold() {
        Hold hold = store().hold();
        if (hold == null) {
            throw new AssertionError("not held");
        }
        return hold;
    }
}
