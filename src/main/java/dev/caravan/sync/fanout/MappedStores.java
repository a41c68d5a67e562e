package dev.caravan.sync.fanout;

import dev.caravan.platform.Sql;
import dev.caravan.store.mapping.ExportMappingChanged;
import dev.caravan.store.mapping.ExportMappingChanging;
import dev.caravan.sync.batch.DeadlockRetry;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When the mapping of a store changes, all of its products are pending for it, because it is to show other fields. */
@Component
class MappedStores {

    private final Sql sql;
    private final Clock clock;

    MappedStores(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Part of the transaction that changes the mapping. */
    @EventListener
    void markPending(ExportMappingChanging change) {
        markPending(change.accountId(), change.connectionId(), false);
    }

    /**
     * The transaction of the change did not see products that others had not committed yet, and they did not see the
     * change.
     */
    @EventListener
    void markWhatCameMeanwhilePending(ExportMappingChanged change) {
        DeadlockRetry.retry(
                "The mapping of connection " + change.connectionId(),
                () -> markPending(change.accountId(), change.connectionId(), true));
    }

    private int markPending(long accountId, long connectionId, boolean after) {
        return sql.statement("sync/mark-mapped-products-pending")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("after", after)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
