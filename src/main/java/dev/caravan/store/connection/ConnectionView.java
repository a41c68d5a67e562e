package dev.caravan.store.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.caravan.store.DeletionGuard;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealth;
import dev.caravan.woocommerce.Authentication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as the API shows it: never with credentials. @param deletionGuard null: none is raised */
record ConnectionView(
        long id,
        String storeName,
        String storeUrl,
        @JsonProperty("isDefault") boolean isDefault,
        boolean autoSync,
        boolean autoExport,
        OnDelete onDelete,
        OnMissing onMissing,
        int batchSize,
        int concurrency,
        @Nullable Integer requestsPerMinute,
        boolean linkExisting,
        int currentBatchSize,
        StoreHealth health,
        Instant createdAt,
        Instant updatedAt,
        Authentication authentication,
        @Nullable Authentication authenticationFound,
        @Nullable DeletionGuard deletionGuard) {

    static ConnectionView of(Connection connection, @Nullable DeletionGuard guard) {
        Store store = connection.store();
        return new ConnectionView(
                store.id(),
                store.storeName(),
                store.storeUrl().toString(),
                connection.isDefault(),
                store.autoSync(),
                store.autoExport(),
                store.onDelete(),
                store.onMissing(),
                store.batchSize(),
                store.concurrency(),
                store.requestsPerMinute(),
                store.linkExisting(),
                store.currentBatchSize(),
                StoreHealth.of(store),
                connection.createdAt(),
                connection.updatedAt(),
                store.access().setting(),
                store.access().found(),
                guard);
    }

    /** The body that would leave everything as it is; a patch is laid over it. */
    static ConnectionBody asBody(Connection connection) {
        Store store = connection.store();
        return new ConnectionBody(
                store.storeName(),
                store.storeUrl().toString(),
                null,
                null,
                null,
                connection.isDefault(),
                store.autoSync(),
                store.autoExport(),
                store.onDelete(),
                store.onMissing(),
                store.batchSize(),
                store.concurrency(),
                store.requestsPerMinute(),
                store.linkExisting(),
                store.access().setting());
    }
}
