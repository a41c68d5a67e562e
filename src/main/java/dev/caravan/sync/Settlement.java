package dev.caravan.sync;

import dev.caravan.woocommerce.FieldHashes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one claimed row after its round.
 *
 * @param result what becomes of the row
 * @param exported the store took something
 * @param shown what the store is known to show now
 * @param dueAt when the row may be tried again, if it is behind after this
 * @param message why it failed; null for success
 */
record Settlement(
        Plan plan,
        Result result,
        boolean exported,
        @Nullable Long wooProductId,
        FieldHashes shown,
        boolean lookFirst,
        @Nullable Integer batchLimit,
        int attempts,
        @Nullable Instant failedAt,
        Instant dueAt,
        @Nullable String code,
        @Nullable String message) {

    /** What becomes of a row. */
    enum Result {
        /** Delivered: the counts meet. */
        SYNCED,
        /** Delivered, and the link goes. */
        UNLINKED,
        /** Given up until a change or a person: a dead letter. */
        DEAD,
        /** Stays behind and comes back when it is due. */
        RETRY
    }

    boolean settled() {
        return result != Result.RETRY;
    }

    /** As the history writes it. */
    String outcome() {
        return switch (result) {
            case SYNCED, UNLINKED -> "synced";
            case DEAD -> "error";
            case RETRY -> "retry";
        };
    }
}
