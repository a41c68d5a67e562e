package dev.caravan.store;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WooCommerce store of one account, without its credentials.
 *
 * @param id of the connection
 * @param storeUrl normalised: scheme://host[:port][/path], no slash at the end
 * @param autoSync changes of linked products are sent by themselves
 * @param autoExport new products are created in the store by themselves
 * @param batchSize products in one call, 1..100
 * @param concurrency calls at a time, 1..8
 * @param requestsPerMinute null: no limit
 * @param hold null: the store is served
 * @param linkExisting when a product is exported for the first time, it is linked to the store's product with the
 * same SKU
 * @param currentBatchSize products in one call at present, 1..batchSize: found by response times and failures
 * @param access how the key is sent to the store
 * @param notice a text that the store prints before its answers; null: none was seen
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
