package dev.caravan.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import dev.caravan.sync.Given;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncMetersTest {

    private static final Duration EVERY = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final SyncMeters state = new SyncMeters(meters, new MetricsSettings(EVERY, 50), Given.CLOCK, nanos::get);

    @Test
    void showsWhatWasRead() {
        state.show(List.of(
                pending("7", "Store A", 3, 90),
                new SyncFigure("others", "", "", 0, null),
                new SyncFigure("stores", "", "", 2, null),
                new SyncFigure("held", "unreachable", "", 1, null),
                new SyncFigure("dead", "", "", 4, null),
                new SyncFigure("events", "", "", 5, Given.NOW.minusSeconds(2))));

        assertThat(value("caravan.pending.changes", "7")).isEqualTo(3);
        assertThat(value("caravan.pending.oldest", "7")).isEqualTo(90);
        assertThat(value("caravan.pending.changes", "other")).isZero();
        assertThat(value("caravan.pending.oldest", "other")).isZero();
        assertThat(value("caravan.stores", null)).isEqualTo(2);
        assertThat(held("unreachable")).isEqualTo(1);
        assertThat(held("paused")).isZero();
        assertThat(value("caravan.dead.letters.open", null)).isEqualTo(4);
        assertThat(value("caravan.events.open", null)).isEqualTo(5);
        assertThat(value("caravan.fan.out.lag", null)).isEqualTo(2);
    }

    @Test
    void forgetsAStoreThatIsNotAmongTheTopAnyMore() {
        state.show(List.of(pending("7", "Store A", 3, 90)));
        state.show(List.of(pending("8", "Store B", 5, 10)));

        assertThat(meters.find("caravan.pending.changes").tag("connection", "7").gauge())
                .isNull();
        assertThat(value("caravan.pending.changes", "8")).isEqualTo(5);
    }

    @Test
    void hasASeriesOfItsOwnForARenamedStore() {
        state.show(List.of(pending("7", "Store A", 3, 90)));
        state.show(List.of(pending("7", "Store Z", 3, 90)));

        assertThat(meters.find("caravan.pending.changes").gauges())
                .singleElement()
                .satisfies(gauge -> assertThat(gauge.getId().getTag("store")).isEqualTo("Store Z"));
    }

    @Test
    void showsNoOldFiguresButTheirAge() {
        assertThat(value("caravan.stores", null)).as("before the first turn").isNaN();
        state.show(List.of(pending("7", "Store A", 3, 90), new SyncFigure("stores", "", "", 2, null)));

        pass(EVERY.multipliedBy(5));
        assertThat(value("caravan.pending.changes", "7")).isEqualTo(3);
        pass(Duration.ofSeconds(1));

        assertThat(value("caravan.pending.changes", "7")).isNaN();
        assertThat(value("caravan.stores", null)).isNaN();
        assertThat(held("paused")).isNaN();
        assertThat(value("caravan.figures.age", null)).isEqualTo(151);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.999S, 50, CARAVAN_METRICS_EVERY must be at least 1s and at most 10m",
        "PT10M1S, 50, CARAVAN_METRICS_EVERY must be at least 1s and at most 10m",
        "PT30S, -1, CARAVAN_METRICS_TOP_STORES must be a number from 0 to 1000",
        "PT30S, 1001, CARAVAN_METRICS_TOP_STORES must be a number from 0 to 1000"
    })
    void hasLimits(Duration every, int top, String message) {
        assertThatThrownBy(() -> new MetricsSettings(every, top))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(message);
    }

    private static SyncFigure pending(String id, String name, long changes, long seconds) {
        return new SyncFigure("store", id, name, changes, Given.NOW.minusSeconds(seconds));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private double held(String reason) {
        return meters.get("caravan.stores.held").tag("reason", reason).gauge().value();
    }

    private double value(String name, @Nullable String connection) {
        Gauge gauge = connection == null
                ? meters.get(name).gauge()
                : meters.get(name).tag("connection", connection).gauge();
        return gauge.value();
    }
}
