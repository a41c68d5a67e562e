package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.Sale.Connected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same load without and with trouble, in turns: how long changes take, and what Caravan takes of its machine. */
final class Comparison {

    private static final int MORE_THREADS = 20;
    private static final int MORE_FILES = 20;
    private static final int MORE_CONNECTIONS = 1;
    private static final int MORE_WAITING = 2;
    private static final int MORE_HEAP_MB = 32;

    private final Node node;
    private final SteadyChanges changes;
    private final List<Connected> stores;
    private final Side calm = new Side();
    private final Side troubled = new Side();

    private static final class Side {

        private final List<Delays> delays = new ArrayList<>();
        private final List<Footprint> footprints = new ArrayList<>();

        Delays all() {
            return Delays.pooled(delays);
        }
    }

    /** @param stores whose delays count */
    Comparison(Node node, SteadyChanges changes, List<Connected> stores) {
        this.node = node;
        this.changes = changes;
        this.stores = stores;
    }

    void calm(Duration time) throws Exception {
        measure(calm, time);
    }

    void troubled(Duration time) throws Exception {
        measure(troubled, time);
    }

    private void measure(Side side, Duration time) throws Exception {
        try (FootprintWatch watch = new FootprintWatch(node)) {
            side.delays.add(SteadyChanges.delays(changes.go(time), stores));
            side.footprints.add(watch.end());
        }
    }

    Delays troubledDelays() {
        return troubled.all();
    }

    /** How many times as long it took in trouble. */
    double ratio(int percent) {
        return troubled.all().percentile(percent) / calm.all().percentile(percent);
    }

    void say(World world, String fault, String trouble) {
        world.say(fault, "change to store, calm", "%s", calm.all());
        world.say(fault, "change to store, " + trouble, "%s", troubled.all());
        world.say(fault, "ratio of p50; of p95", "%.2f; %.2f", ratio(50), ratio(95));
        world.say(fault, "each time, calm", "%s", calm.delays);
        world.say(fault, "each time, " + trouble, "%s", troubled.delays);
        world.say(fault, "at most, before", "%s", calm.footprints.get(0));
        world.say(fault, "at most, from then on", "%s", later());
    }

    /** From the first trouble on, the calm after it too: what is held too long is still held then. */
    private Footprint later() {
        List<Footprint> later = new ArrayList<>(troubled.footprints);
        later.addAll(calm.footprints.subList(1, calm.footprints.size()));
        return Footprint.most(later);
    }

    /** Against the calm before the first trouble. */
    void mustBeFlat() {
        Footprint before = calm.footprints.get(0);
        Footprint now = later();
        assertThat(now.threads()).as("threads").isLessThanOrEqualTo(before.threads() + MORE_THREADS);
        assertThat(now.files()).as("open files").isLessThanOrEqualTo(before.files() + MORE_FILES);
        assertThat(now.connections())
                .as("database connections held")
                .isLessThanOrEqualTo(before.connections() + MORE_CONNECTIONS);
        assertThat(now.waiting()).as("waiting for a connection").isLessThanOrEqualTo(before.waiting() + MORE_WAITING);
        assertThat(now.heap()).as("heap").isLessThanOrEqualTo(before.heap() + MORE_HEAP_MB);
    }
}
