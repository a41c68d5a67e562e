package dev.caravan.sync;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * What the program holds when nothing is under way; with it the tests and their stores, which are in the same process.
 *
 * @param heap bytes in use after several collections
 * @param meters how many; which these are would be a part of the heap that grows with each look
 */
record Footprint(long heap, int threads, int meters, int routes, int endpoints) {

    private static final int COLLECTIONS = 4;

    static Footprint of(CamelContext camel, MeterRegistry meters) {
        return new Footprint(
                used(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                meters.getMeters().size(),
                camel.getRoutesSize(),
                camel.getEndpointRegistry().size());
    }

    /** Names with tags. */
    static Set<String> names(MeterRegistry meters) {
        return meters.getMeters().stream()
                .map(meter -> meter.getId().getName() + meter.getId().getTags())
                .collect(Collectors.toSet());
    }

    /** The least of several: what a cleaner or a reference queue has still to let go is not a leak. */
    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            await().pollDelay(Duration.ofMillis(150)).until(() -> true);
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    double heapMegabytes() {
        return heap / 1e6;
    }

    @Override
    public String toString() {
        return "%.1f MB, %d threads, %d meters, %d routes, %d endpoints"
                .formatted(heapMegabytes(), threads, meters, routes, endpoints);
    }
}
