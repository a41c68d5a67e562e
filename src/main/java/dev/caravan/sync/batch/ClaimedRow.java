package dev.caravan.sync.batch;

import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.Skus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sync row under a lease: one product that is pending for one store.
 *
 * @param wanted the count of changes that this delivery covers; read before the product is read, so it sees them all
 * @param attempts failures of the row's own so far
 * @param batchLimit shares a call with at most so many; null: as many as the connection allows
 * @param lookFirst a create may have been applied already: the store is asked by SKU first
 * @param shown what the store acknowledged
 * @param errorCode why the last delivery failed, so there may be an open dead letter; null if it did not
 * @param parentProductId of a variant
 * @param wooParentId the store's product above a variant's; null while the store has none
 * @param parentInError whether a variant's parent is in error, and nothing of it is pending
 * @param parentSynced the count of changes of a variant's parent that the store had; null if it has no parent
 * @param recoveries holders that vanished with this row
 * @param createAskedAt our own create has had no answer since then; null if none is open
 * @param sentSkus further SKUs under which the store may have it, by creates without an answer @param givesUp fields
 * that are emptied before they are set, because another product waits for their values
 * @param trace of the request that made the newest change (W3C traceparent); null if it is not traced
 * @param only the store's fields that an export of some fields sends; empty for all. Never those of a create
 */
public record ClaimedRow(
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
        @Nullable Long wooParentId,
        boolean parentInError,
        @Nullable Long parentSynced,
        Lane lane,
        Set<String> only,
        Recoveries recoveries,
        @Nullable Instant createAskedAt,
        List<String> sentSkus,
        Set<String> givesUp,
        @Nullable String trace) {

    public boolean hadError() {
        return errorCode != null;
    }

    public boolean isOfImages() {
        return lane == Lane.IMAGES;
    }

    public boolean isVariant() {
        return parentProductId != null;
    }

    /**
     * Whether the store can be searched for a product that it may have got, although it is deleted in the catalogue.
     */
    boolean canBeSearched() {
        return Stream.concat(Stream.ofNullable(sku), sentSkus.stream())
                .anyMatch(one -> !Skus.clean(one).isEmpty());
    }

    /** The same row with other hashes of what the store shows. */
    public ClaimedRow showing(FieldHashes now) {
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
                now,
                errorCode,
                parentProductId,
                wooParentId,
                parentInError,
                parentSynced,
                lane,
                only,
                recoveries,
                createAskedAt,
                sentSkus,
                givesUp,
                trace);
    }
}
