package dev.caravan.sync.metrics;

import dev.caravan.store.HoldReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The metrics that are read from the database: by a timer, because a scrape must not cost a statement. When they could not be read for
 * several turns they have no value, rather than an old one; their age always has one.
 */
@Component
class SyncMeters {

    /** After so many turns without figures those of the last one are no longer shown. */
    private static final int TURNS = 5;

    private final MultiGauge pending;
    private final MultiGauge oldest;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long longest;
    private volatile Read last;

    /** @param values by the key of a gauge @param at in nanoseconds of this process */
    private record Read(Map<String, Double> values, long at) {}

    @Autowired
    SyncMeters(MeterRegistry meters, MetricsSettings settings, Clock clock) {
        this(meters, settings, clock, System::nanoTime);
    }

    SyncMeters(MeterRegistry meters, MetricsSettings settings, Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.longest = settings.every().multipliedBy(TURNS).toNanos();
        this.last = new Read(Map.of(), nanos.getAsLong());
        this.pending = MultiGauge.builder("caravan.pending.changes")
                .description("Changes that a store does not show yet: the stores with most, the others together")
                .register(meters);
        this.oldest = MultiGauge.builder("caravan.pending.oldest")
                .description("Age of the oldest change that a store does not show yet")
                .baseUnit("seconds")
                .register(meters);
        add(meters, "caravan.stores", "", "Connected stores", "stores");
        for (HoldReason reason : HoldReason.values()) {
            Gauge.builder("caravan.stores.held", this, state -> state.value("held " + reason.text()))
                    .description("Stores on hold, by reason")
                    .tag("reason", reason.text())
                    .register(meters);
        }
        add(meters, "caravan.dead.letters.open", "", "Open dead letters", "dead");
        add(meters, "caravan.events.open", "", "Product events that are not fanned out yet", "events");
        add(meters, "caravan.fan.out.lag", "seconds", "Age of the oldest event that is not fanned out yet", "lag");
        Gauge.builder("caravan.figures.age", this, SyncMeters::age)
                .description("How long ago the metrics of the database were read")
                .baseUnit("seconds")
                .register(meters);
    }

    private void add(MeterRegistry meters, String name, String unit, String description, String key) {
        Gauge.builder(name, this, state -> state.value(key))
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .register(meters);
    }

    /** Shows figures that have just been read; called by the timer's route. */
    public void show(List<SyncFigure> figures) {
        Map<String, Double> values = new HashMap<>();
        for (HoldReason reason : HoldReason.values()) {
            values.put("held " + reason.text(), 0.0);
        }
        for (SyncFigure figure : figures) {
            switch (figure.what()) {
                case "store", "others" -> {
                    values.put(key("pending", figure), (double) figure.count());
                    values.put(key("oldest", figure), figure.age(clock));
                }
                case "held" -> values.put("held " + figure.id(), (double) figure.count());
                case "events" -> {
                    values.put("events", (double) figure.count());
                    values.put("lag", figure.age(clock));
                }
                default -> values.put(figure.what(), (double) figure.count());
            }
        }
        last = new Read(values, nanos.getAsLong());
        List<SyncFigure> stores =
                figures.stream().filter(SyncFigure::isOfStores).toList();
        pending.register(rows("pending", stores));
        oldest.register(rows("oldest", stores));
    }

    /** Rows that are there already stay; those of stores that are no longer named go. */
    private List<MultiGauge.Row<?>> rows(String what, List<SyncFigure> stores) {
        return stores.stream()
                .<MultiGauge.Row<?>>map(figure -> MultiGauge.Row.of(
                        Tags.of("connection", figure.connection(), "store", figure.store()),
                        this,
                        state -> state.value(key(what, figure))))
                .toList();
    }

    private static String key(String what, SyncFigure figure) {
        return what + " " + figure.connection();
    }

    private double value(String key) {
        Read read = last;
        boolean stale = nanos.getAsLong() - read.at > longest;
        return stale ? Double.NaN : read.values.getOrDefault(key, Double.NaN);
    }

    private double age() {
        return Duration.ofNanos(nanos.getAsLong() - last.at).toMillis() / 1000.0;
    }
}
