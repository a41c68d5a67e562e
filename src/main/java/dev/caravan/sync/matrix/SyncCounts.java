package dev.caravan.sync.matrix;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many products of each store are in which state: kept by triggers of the sync table, never counted. */
@Component
class SyncCounts {

    private final Sql sql;
    private final MatrixStores stores;

    SyncCounts(Sql sql, MatrixStores stores) {
        this.sql = sql;
        this.stores = stores;
    }

    /**
     * Of one store. Images are counted apart from the other fields of their products.
     *
     * @param linked products and variants that belong to the store
     * @param off those whose automatic sync is switched off, whatever else they are
     * @param oldestPendingAt when the oldest pending change came, without deletions that wait for a confirmation
     */
    public record Counts(
            long connectionId,
            long linked,
            long pending,
            long error,
            long off,
            long imagesPending,
            long imagesError,
            @Nullable Instant oldestPendingAt) {

        /** Of a store without products. */
        static Counts none(long connectionId) {
            return new Counts(connectionId, 0, 0, 0, 0, 0, 0, null);
        }
    }

    /** Of each store that the caller sees, by its id. */
    public Page<Counts> page(Caller caller, @Nullable Long connectionId, Page.Request request) {
        List<Counts> counts = sql.statement("sync/read-sync-counts")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("connectionId", connectionId)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(Counts.class)
                .list();
        return Page.of(counts, stores.count(caller, connectionId), request);
    }

    /** Of all stores of an account; their number is limited by a setting. */
    List<Counts> ofAccount(long accountId) {
        return sql.statement("sync/read-sync-counts")
                .param("accountId", accountId)
                .param("only", null)
                .param("connectionId", null)
                .param("limit", Integer.MAX_VALUE)
                .param("offset", 0)
                .query(Counts.class)
                .list();
    }
}
