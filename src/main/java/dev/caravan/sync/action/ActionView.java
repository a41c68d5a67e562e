package dev.caravan.sync.action;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action and how far it is.
 *
 * @param state running, cancelling, done, cancelled or failed
 * @param filter null: its products were named
 * @param who began it
 * @param products that match; while {@code collecting}, so many were found so far
 * @param total rows: products in stores, variants counted as well
 * @param done rows that are done; what is sent is done when the store has it or has refused it
 * @param skipped rows that were no longer there when their turn came; null until the end
 * @param perSecond since its start
 * @param etaSeconds null if it is unknown, or if nothing is left
 */
record ActionView(
        UUID id,
        ActionKind action,
        String state,
        @Nullable ActionFilter filter,
        List<Long> connectionIds,
        String who,
        Instant createdAt,
        @Nullable Instant finishedAt,
        long products,
        boolean collecting,
        long total,
        long done,
        long failed,
        @Nullable Long skipped,
        double perSecond,
        @Nullable Long etaSeconds) {

    private static final double MILLIS = 1_000;
    private static final double SHORTEST = 0.001;
    private static final double TENTHS = 10;

    /** A product that could not be sent. @param sku null: the product is gone for good */
    record Failure(
            long productId,
            @Nullable String sku,
            @Nullable String name,
            long connectionId,
            String storeName,
            @Nullable String message) {}

    /** With figures as of a moment. */
    ActionView at(Instant now) {
        long all = Math.max(total, done);
        Instant end = finishedAt == null ? now : finishedAt;
        double seconds = Math.max(SHORTEST, Duration.between(createdAt, end).toMillis() / MILLIS);
        double speed = Math.round(done / seconds * TENTHS) / TENTHS;
        boolean known = state.equals("running") && !collecting && speed > 0;
        return new ActionView(
                id,
                action,
                state,
                filter,
                connectionIds,
                who,
                createdAt,
                finishedAt,
                products,
                collecting,
                all,
                done,
                failed,
                state.equals("done") ? Long.valueOf(all - done) : null,
                speed,
                known ? Long.valueOf((long) Math.ceil((all - done) / speed)) : null);
    }
}
