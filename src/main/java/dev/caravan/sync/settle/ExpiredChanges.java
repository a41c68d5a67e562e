package dev.caravan.sync.settle;

import dev.caravan.platform.Sql;
import dev.caravan.store.Hold;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.claim.ClaimedRows;
import dev.caravan.woocommerce.Document;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Dead-letters changes that have waited too long for a store that has been unhealthy for as long, if a setting limits
 * that time. A change or a replay while the store is still unhealthy starts a wait of its own.
 */
@Component
public class ExpiredChanges {

    private static final Document NOTHING = new Document(Map.of());
    /** Rows in one transaction. */
    private static final int PORTION = 1_000;
    /** Portions of one store in one run; the rest is taken in the next run. */
    private static final int MOST_PORTIONS = 20;

    private final Sql sql;
    private final StoresApi stores;
    private final SettlementWriter rows;
    private final SyncJournal journal;
    private final Clock clock;
    private final SyncSettings settings;

    ExpiredChanges(
            Sql sql, StoresApi stores, SettlementWriter rows, SyncJournal journal, Clock clock, SyncSettings settings) {
        this.sql = sql;
        this.stores = stores;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
        this.settings = settings;
    }

    /** Called by a timer. */
    public void abandon() {
        if (!settings.givesUp()) {
            return;
        }
        Instant now = clock.instant();
        sql.statement("sync/find-stores-with-expired-changes")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(settings.giveUpAfter())))
                .query(Long.class)
                .list()
                .forEach(id -> stores.find(id).ifPresent(store -> abandon(store, now)));
    }

    private void abandon(Store store, Instant now) {
        Hold hold = store.hold();
        if (hold == null) {
            return; // it has just become healthy
        }
        String why = why(hold);
        int all = 0;
        int portion = PORTION;
        for (int i = 0; i < MOST_PORTIONS && portion == PORTION; i++) {
            UUID token = UUID.randomUUID();
            portion =
                    rows.writeTaken(new SettlementContext(store, token, 0, 0), () -> take(store, token, why, now), now);
            all += portion;
        }
        if (all > 0) {
            journal.abandoned(store, hold, all, settings.giveUpAfter());
        }
    }

    private List<Settlement> take(Store store, UUID token, String why, Instant now) {
        return sql.statement("sync/take-expired-rows")
                .param("connectionId", store.id())
                .param("token", token)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(settings.giveUpAfter())))
                .param("portion", PORTION)
                .query((row, n) -> Settlement.dead(planned(ClaimedRows.read(row)), now, ErrorCode.STORE_UNWELL, why))
                .list();
    }

    /** A plan for what would have been sent. */
    private static Plan planned(ClaimedRow row) {
        Action action = row.intent().removes() ? Action.valueOf(row.intent().name()) : Action.REFUSE;
        return Plan.of(row, action, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
    }

    private String why(Hold hold) {
        return "The store has been unhealthy since " + hold.since() + " ("
                + hold.reason().text().replace('_', ' ') + ": "
                + hold.detail() + "), and this has waited for it longer than CARAVAN_SYNC_GIVE_UP_AFTER allows ("
                + SyncJournal.readable(settings.giveUpAfter())
                + "); replay it when the store is healthy again: that sends the newest state";
    }
}
