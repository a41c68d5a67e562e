package dev.caravan.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A store-wide pause.
 *
 * @param detail one sentence for an operator
 * @param until when to try again; null: not by itself
 * @param since when the store was last served without a hold
 * @param remedy what an operator should do; null: not known
 */
public record Hold(
        HoldReason reason,
        String detail,
        @Nullable Instant until,
        Instant since,
        @Nullable String remedy) {

    /** A hold without a remedy. */
    public Hold(HoldReason reason, String detail, @Nullable Instant until, Instant since) {
        this(reason, detail, until, since, null);
    }
}
