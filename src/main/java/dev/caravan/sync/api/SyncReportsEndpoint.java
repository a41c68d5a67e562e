package dev.caravan.sync.api;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.IdList;
import dev.caravan.store.DeletionGuard;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealth;
import dev.caravan.store.StoresApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of sync status and figures of a store. */
@Component
class SyncReportsEndpoint {

    private final Sql sql;
    private final SyncRows rows;
    private final StoresApi stores;
    private final Clock clock;

    SyncReportsEndpoint(Sql sql, SyncRows rows, StoresApi stores, Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Figures of a store. @param oldestPendingSeconds how long the oldest pending change has waited; null if none is
     * pending
     */
    record Stats(
            long connectionId,
            long totalProducts,
            long syncedProducts,
            long pendingProducts,
            long errorProducts,
            @Nullable Instant lastSyncedAt,
            @Nullable Long oldestPendingSeconds,
            StoreHealth health,
            @Nullable DeletionGuard deletionGuard) {}

    private record Counts(
            long total,
            long synced,
            long pending,
            long error,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant oldestPending) {}

    public Page<SyncRow> status(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("productIds") @Nullable String productIds,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        stores.get(caller, connectionId);
        return rows.page(
                caller.accountId(), connectionId, IdList.of("productIds", productIds), Page.Request.of(page, limit));
    }

    public Stats stats(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId) {
        Store store = stores.get(caller, connectionId);
        Counts counts = sql.statement("sync/read-stats")
                .param("accountId", caller.accountId())
                .param("connectionId", connectionId)
                .query(Counts.class)
                .single();
        Instant oldest = counts.oldestPending();
        return new Stats(
                connectionId,
                counts.total(),
                counts.synced(),
                counts.pending(),
                counts.error(),
                counts.lastSyncedAt(),
                oldest == null
                        ? null
                        : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()),
                StoreHealth.of(store),
                stores.deletionGuard(connectionId).orElse(null));
    }
}
