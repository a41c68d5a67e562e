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
 * @param errorCode why the last delivery failed, so there may be an open dead letter; null if it did not
 * @param parentProductId of a variant
 * @param wooParentId the store's product above a variant's; null while the store has none
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
        @Nullable String errorCode,
        @Nullable Long parentProductId,
        @Nullable Long wooParentId) {

    boolean hadError() {
        return errorCode != null;
    }

    boolean isVariant() {
        return parentProductId != null;
    }
}
