package dev.caravan.sync;

import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sync row under a lease: one product that one store is behind with.
 *
 * @param wanted the count of changes that this delivery covers; read before the product is read, so it sees them all
 * @param attempts failures of the row's own so far
 * @param batchLimit shares a call with at most so many; null: as many as the connection allows
 * @param lookFirst a create may have been applied already: the store is asked by SKU first
 * @param shown what the store acknowledged
 * @param only the store's fields that an export of some fields sends; empty for all. Never those of a create
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
        boolean hadError,
        Set<String> only) {

    /**
     * The same, without knowing anything of what the document leaves to the store: that may change there. Images stay known,
     * as the store would download them once more.
     */
    ClaimedRow about(Document document) {
        Set<String> fields = new HashSet<>(document.lasting());
        fields.add("images");
        return new ClaimedRow(
                id,
                productId,
                sku,
                wooProductId,
                intent,
                wanted,
                attempts,
                batchLimit,
                failedAt,
                lookFirst,
                shown.only(fields),
                hadError,
                only);
    }
}
