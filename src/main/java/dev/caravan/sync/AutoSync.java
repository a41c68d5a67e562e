package dev.caravan.sync;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The link of a product to a store: its automatic sync, and its end. */
@Component
class AutoSync {

    private final Sql sql;
    private final SyncRows rows;
    private final Clock clock;

    AutoSync(Sql sql, SyncRows rows, Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
    }

    /** @throws ApiException 404 if the product is not linked to the store */
    SyncRow set(long accountId, long connectionId, long productId, boolean on) {
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
        return rows.one(accountId, connectionId, productId);
    }

    /** @throws ApiException 404 if the product is not linked to the store */
    void unlink(long accountId, long connectionId, long productId) {
        long unlinked = sql.statement("sync/unlink-product")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productId", productId)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        if (unlinked == 0) {
            throw notLinked(connectionId, productId);
        }
    }

    private static ApiException notLinked(long connectionId, long productId) {
        return ApiException.notFound("A link of connection " + connectionId + " to product", productId);
    }
}
