package dev.caravan.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as the API shows it: never with credentials. */
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
        Health health,
        Instant createdAt,
        Instant updatedAt) {

    /** @param state {@code ok} or {@code held} */
    record Health(
            String state,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Instant since,
            @Nullable Instant until,
            int consecutiveFailures,
            @Nullable Instant lastSuccessAt) {

        static Health of(Store store) {
            Hold hold = store.hold();
            return hold == null
                    ? new Health("ok", null, null, null, null, store.consecutiveFailures(), store.lastSuccessAt())
                    : new Health(
                            "held",
                            hold.reason().text(),
                            hold.detail(),
                            hold.since(),
                            hold.until(),
                            store.consecutiveFailures(),
                            store.lastSuccessAt());
        }
    }

    static ConnectionView of(Connection connection) {
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
                Health.of(store),
                connection.createdAt(),
                connection.updatedAt());
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
                store.linkExisting());
    }
}
