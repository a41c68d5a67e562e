package dev.caravan.sync.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the calls that stores were spared, by reason: {@code caravan.calls.saved}. */
public final class SavedCalls {

    /** Why a change took no call of its own. */
    public enum Reason {
        /** A change met an earlier one of the same product that was still pending: one delivery carries both. */
        COALESCED,
        /** The store shows the product already as it should be. */
        UNCHANGED,
        /** The product shared its call with others: a call with ten products saves nine. */
        BATCHED,
        /** The store has the image already: it is named by its id, or not at all, and not loaded again. */
        IMAGES
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    public SavedCalls(MeterRegistry meters) {
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("caravan.calls.saved")
                            .description("Calls to stores that were not needed, by reason")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** @param calls how many; 0 and less count nothing */
    public void add(Reason reason, long calls) {
        Counter counter = counters.get(reason);
        if (counter != null && calls > 0) {
            counter.increment(calls);
        }
    }
}
