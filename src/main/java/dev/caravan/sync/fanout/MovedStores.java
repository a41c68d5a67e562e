package dev.caravan.sync.fanout;

import dev.caravan.platform.Sql;
import dev.caravan.store.StoreMoving;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A store at a new address may be the same shop or another one. So its products are searched for by SKU before
 * anything is written, and only those with our mark are adopted.
 */
@Component
class MovedStores {

    private final Sql sql;
    private final Clock clock;

    MovedStores(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Part of the transaction that changes the address. */
    @EventListener
    void forget(StoreMoving move) {
        sql.statement("sync/forget-store-ids")
                .param("connectionId", move.connectionId())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
