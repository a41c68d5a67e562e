package dev.caravan.store;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WooCommerce store of one account, without its credentials.
 *
 * @param id of the connection
 * @param storeUrl normalised: scheme://host[:port][/path], no slash at the end
 * @param autoSync changes of linked products are carried over by themselves
 * @param autoExport new products are created in the store by themselves
 * @param batchSize products in one call, 1..100
 * @param concurrency calls at a time, 1..8
 * @param requestsPerMinute null: no limit
 * @param hold null: the store is served
 * @param linkExisting what the store has under the SKU of a product that is exported for the first time becomes that product
 * @param currentBatchSize products in one call at present, 1..batchSize: found out by how fast and how well it answers
 * @param access how the store is shown its key
 * @param notice what the store prints before its answers; null: nothing was seen
 */
public record Store(
        long id,
        long accountId,
        String storeName,
        URI storeUrl,
        boolean autoSync,
        boolean autoExport,
        OnDelete onDelete,
        OnMissing onMissing,
        int batchSize,
        int concurrency,
        @Nullable Integer requestsPerMinute,
        @Nullable Hold hold,
        int consecutiveFailures,
        @Nullable Instant lastSuccessAt,
        boolean linkExisting,
        int currentBatchSize,
        Access access,
        @Nullable Notice notice) {}
