package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.Sale.Connected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 11: the clock of the machine that Caravan and its embedded database run on is set forth and back under load, while
 * one of the stores is unwell. Needs a C compiler, see {@link SetClock}; skipped without one.
 */
@Tag("faults-long")
@EnabledOnOs(OS.LINUX)
@ExtendWith(SharedWorld.class)
class ClockIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CHANGES_A_JUMP = 400;

    private static final int CALLS_AT_ONCE = 4; // a second's worth

    /** By far less than an hour: a store that is well again is asked by then. */
    private static final Duration NO_LONGER = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static World world;

    @BeforeAll
    static void start(World shared) {
        world = shared;
    }

    private interface Jump {
        void happens() throws Exception;
    }

    @Test
    void nothingIsLostAndNothingWaitsForAnHourWhenTheClockIsSet() throws Exception {
        SetClock clock = new SetClock(folder);
        Node node = world.alone("clock", clock.environment());
        Insisting calls = new Insisting(node);
        try (Sale sale = new Sale(calls, "F11", world.shops.take(3));
                Load load = new Load(calls, "F11", world.random("F11"))) {
            CrashIT.slow(sale, 50, 5);
            long paced = sale.stores().get(2).id();
            calls.json("PATCH", Sale.WOO + "/" + paced, "{\"requestsPerMinute\":%d}".formatted(60 * CALLS_AT_ONCE));
            load.make(60, true);
            load.start(5 * CHANGES_A_JUMP);
            List<Jump> jumps = List.of(
                    () -> clock.set(HOUR),
                    () -> clock.set(Duration.ZERO),
                    () -> clock.set(HOUR.negated()),
                    () -> clock.set(HOUR),
                    () -> {
                        node.program().kill();
                        clock.set(Duration.ZERO);
                        node.start();
                    });
            List<String> waits = new ArrayList<>();
            for (int i = 0; i < jumps.size(); i++) {
                waits.add(CrashIT.seconds(whileOneIsUnwell(sale, load, i * CHANGES_A_JUMP, jumps.get(i))));
            }
            await("all changes answered").atMost(PATIENCE).until(load::isOver);
            long over = System.nanoTime();
            sale.awaitQuiet(PATIENCE);
            Duration rest = Duration.ofNanos(System.nanoTime() - over);

            assertThat(load.lostFrom(sale.catalogue())).isEmpty();
            assertThat(sale.differences()).isEmpty();
            assertThat(node.ask("GET", "/actuator/health", null).statusCode()).isEqualTo(200);
            world.say(
                    "11",
                    "clock set by +1, -1, -1, +2 h, and by -1 h while Caravan was killed; changes",
                    "%d",
                    load.done());
            world.say(
                    "11",
                    "a store is well again until all stores get on; the last change to nothing pending",
                    "%s; %s",
                    waits,
                    CrashIT.seconds(rest));
        }
    }

    /** Until nothing is pending, or there were more writes than the pace of a store lets through at once. */
    private static void goesOn(Sale sale, Connected store) {
        for (int seen = 0; seen < CALLS_AT_ONCE + 2; seen++) {
            long writes = store.shop().writes();
            await("written to " + store.shop())
                    .atMost(NO_LONGER)
                    .until(() -> store.shop().writes() > writes || sale.pending(store) == 0);
        }
    }

    /**
     * What waits for the first store does so by the clock as it was.
     *
     * @param done changes before
     * @return from its recovery until all stores get on
     */
    private static Duration whileOneIsUnwell(Sale sale, Load load, int done, Jump jump) throws Exception {
        Shop unwell = sale.stores().get(0).shop();
        await().atMost(PATIENCE).until(() -> load.done() >= done + CHANGES_A_JUMP / 4);
        unwell.faults("{\"always\":{\"fault\":{\"type\":\"status\",\"code\":502}}}");
        await().atMost(PATIENCE).until(() -> load.done() >= done + CHANGES_A_JUMP / 2);
        jump.happens();
        await().atMost(PATIENCE).until(() -> load.done() >= done + CHANGES_A_JUMP * 3 / 4);
        unwell.faults("{\"latency_per_call_ms\":50,\"latency_per_item_ms\":5}");
        long well = System.nanoTime();
        for (Connected store : sale.stores()) {
            goesOn(sale, store);
        }
        return Duration.ofNanos(System.nanoTime() - well);
    }
}
