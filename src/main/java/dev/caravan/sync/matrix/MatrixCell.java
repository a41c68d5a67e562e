package dev.caravan.sync.matrix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product in a store, with its variants and images.
 *
 * @param pendingSince when its oldest pending change came
 * @param errorCode of a dead letter, or of the last failure of a change that is retried
 * @param missed whether a change was not sent because automatic sync was off
 * @param dueAt when a pending change is sent at the earliest
 */
record MatrixCell(
        long connectionId,
        CellStatus status,
        @Nullable Long wooProductId,
        @Nullable Instant pendingSince,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        boolean autoSync,
        boolean missed,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant lastExportedAt) {

    static MatrixCell notThere(MatrixStore store) {
        return new MatrixCell(store.id(), CellStatus.NOT_THERE, null, null, null, null, false, false, 0, null, null);
    }
}
