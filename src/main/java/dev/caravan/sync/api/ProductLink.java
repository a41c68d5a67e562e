package dev.caravan.sync.api;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import dev.caravan.store.StoreChanged;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.settle.ExportProgress;
import dev.caravan.sync.settle.ExportProgress.Unlinked;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The link of a product to a store: its automatic sync, and its end. */
@Component
public class ProductLink {

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final SyncRows rows;
    private final StoreRoutes routes;
    private final ExportProgress exports;
    private final Clock clock;

    public ProductLink(
            Sql sql,
            TransactionTemplate transaction,
            SyncRows rows,
            StoreRoutes routes,
            ExportProgress exports,
            Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.rows = rows;
        this.routes = routes;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * Switches automatic sync on or off. Once it is on, missed changes are pending. @throws ApiException 404 if the
     * product is not linked to the store
     */
    SyncRow set(long accountId, long connectionId, long productId, boolean on) throws Exception {
        int changed = sql.statement("sync/set-auto-sync")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productId", productId)
                .param("autoSync", on)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (changed == 0) {
            throw notLinked(connectionId, productId);
        }
        markPending(connectionId);
        return rows.one(accountId, connectionId, productId);
    }

    /**
     * The automatic sync of a connection may have been switched on: missed changes of its products are pending then.
     */
    @EventListener
    public void follow(StoreChanged change) throws Exception {
        if (change.kind() == StoreChanged.Kind.UPDATED) {
            markPending(change.connectionId());
        }
    }

    /** A fan-out under way may have seen it switched off, and notes missed changes until it ends. */
    private void markPending(long connectionId) throws Exception {
        sql.statement("sync/lock-fan-out").query(Long.class).single();
        int pending = sql.statement("sync/mark-missed-changes-pending")
                .param("connectionId", connectionId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (pending > 0) {
            routes.wake(connectionId);
        }
    }

    /** @throws ApiException 404 if the product is not linked to the store */
    public void unlink(long accountId, long connectionId, long productId) {
        Instant now = clock.instant();
        List<UUID> waiting = DeadlockRetry.retry(
                "Unlinking product " + productId,
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    sql.statement("sync/lock-links")
                            .param("accountId", accountId)
                            .param("connectionId", connectionId)
                            .param("productId", productId)
                            .query(Long.class)
                            .list();
                    List<Unlinked> links = sql.statement("sync/unlink-product")
                            .param("accountId", accountId)
                            .param("connectionId", connectionId)
                            .param("productId", productId)
                            .query(Unlinked.class)
                            .list();
                    if (links.isEmpty()) {
                        throw notLinked(connectionId, productId);
                    }
                    return exports.unlink(links, "The product was unlinked before it was sent", now);
                })));
        exports.end(waiting, now);
    }

    private static ApiException notLinked(long connectionId, long productId) {
        return ApiException.notFound("A link of connection " + connectionId + " to product", productId);
    }
}
