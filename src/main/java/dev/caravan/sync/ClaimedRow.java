package dev.caravan.sync;

import dev.caravan.woocommerce.FieldHashes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sync row under a lease: one product that one store is behind with.
 *
 * @param wanted the count of changes that this delivery covers; read before the product is read, so it sees them all
 * @param attempts failures of the row's own so far
 * @param batchLimit shares a call with at most so many; null: as many as the connection allows
 * @param lookFirst a create may have been applied already: the store is asked by SKU first
 * @param shown what the store acknowledged
 * @param hadError the last delivery failed, so there may be an open dead letter
 */
record ClaimedRow(
        long id,
        long productId,
        @Nullable String sku,
        @Nullable Long wooProductId,
        Intent intent,
        long wanted,
        int attempts,
        @Nullable Integer batchLimit,
        @Nullable Instant failedAt,
        boolean lookFirst,
        FieldHashes shown,
        boolean hadError) {}
