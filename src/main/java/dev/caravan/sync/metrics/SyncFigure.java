package dev.caravan.sync.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code read-sync-figures.sql}.
 *
 * @param what {@code store}, {@code others}, {@code stores}, {@code held}, {@code dead} or {@code events}
 * @param id of a store, or the reason of a hold; empty for the rest
 * @param name of a store; empty for the rest
 * @param count how many
 * @param oldest the oldest of them; null if there is none, or if it is not known
 */
record SyncFigure(
        String what,
        String id,
        String name,
        long count,
        @Nullable Instant oldest) {

    static final String OTHER = "other";

    /** Whether it is of one store, or of all stores that have no line of their own. */
    boolean isOfStores() {
        return what.equals("store") || what.equals("others");
    }

    /** The value of the label {@code connection}. */
    String connection() {
        return what.equals("others") ? OTHER : id;
    }

    /** The value of the label {@code store}. */
    String store() {
        return what.equals("others") ? OTHER : name;
    }

    /** The age of the oldest in seconds; 0 if there is none. */
    double age(Clock clock) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
