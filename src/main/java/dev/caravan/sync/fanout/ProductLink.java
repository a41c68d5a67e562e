package dev.caravan.sync.fanout;

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

/** The links of products to a store: their automatic sync, and their end. */
@Component
public class ProductLink {

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final StoreRoutes routes;
    private final ExportProgress exports;
    private final Clock clock;

    public ProductLink(
            Sql sql, TransactionTemplate transaction, StoreRoutes routes, ExportProgress exports, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.routes = routes;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * Switches automatic sync of a product on or off. Once it is on, missed changes are pending.
     *
     * @throws ApiException 404 if the product is not linked to the store
     */
    public void set(long accountId, long connectionId, long productId, boolean on) throws Exception {
        if (set(accountId, connectionId, List.of(productId), false, on) == 0) {
            throw notLinked(connectionId, productId);
        }
        catchUp(connectionId);
    }

    /** As for one; {@link #catchUp} is left to the caller, after the commit. @return rows that are switched */
    public int set(long accountId, long connectionId, List<Long> productIds, boolean withVariants, boolean on) {
        return sql.statement("sync/set-auto-sync")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", productIds.toArray(Long[]::new))
                .param("withVariants", withVariants)
                .param("autoSync", on)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * The automatic sync of a connection may have been switched on: missed changes of its products are pending then.
     */
    @EventListener
    public void follow(StoreChanged change) throws Exception {
        if (change.kind() == StoreChanged.Kind.UPDATED) {
            catchUp(change.connectionId());
        }
    }

    /**
     * Marks missed changes pending where automatic sync is on. A fan-out under way may have seen it switched off, and
     * notes missed changes until it ends.
     */
    public void catchUp(long connectionId) throws Exception {
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
        Ended ended = DeadlockRetry.retry(
                "Unlinking product " + productId,
                () -> Objects.requireNonNull(
                        transaction.execute(status -> unlink(accountId, connectionId, List.of(productId)))));
        if (ended.rows() == 0) {
            throw notLinked(connectionId, productId);
        }
        exports.end(ended.waiting(), clock.instant());
    }

    /** @param rows links that are gone, with those of variants @param waiting exports that may be done by this */
    public record Ended(int rows, List<UUID> waiting) {}

    /** Part of the caller's transaction; after it the exports that waited are {@linkplain ExportProgress#end ended}. */
    public Ended unlink(long accountId, long connectionId, List<Long> productIds) {
        Long[] ids = productIds.toArray(Long[]::new);
        Instant now = clock.instant();
        sql.statement("sync/lock-links")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", ids)
                .query(Long.class)
                .list();
        List<Unlinked> links = sql.statement("sync/unlink-product")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", ids)
                .query(Unlinked.class)
                .list();
        return new Ended(links.size(), exports.unlink(links, "The product was unlinked before it was sent", now));
    }

    private static ApiException notLinked(long connectionId, long productId) {
        return ApiException.notFound("A link of connection " + connectionId + " to product", productId);
    }
}
