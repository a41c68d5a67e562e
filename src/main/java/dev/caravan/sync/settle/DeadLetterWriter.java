package dev.caravan.sync.settle;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.compose.Requests;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens a dead letter for a change that needs a user, and closes it when a later delivery succeeds. */
@Component
public class DeadLetterWriter {

    private final Sql sql;

    public DeadLetterWriter(Sql sql) {
        this.sql = sql;
    }

    void add(SettlementContext context, List<Settlement> settlements, Instant now) {
        List<Settlement> dead = settlements.stream()
                .filter(s -> s.result() == Settlement.Result.DEAD)
                .toList();
        if (!dead.isEmpty()) {
            open(context, new Columns<>(dead), now);
        }
        List<ClaimedRow> recovered = settlements.stream()
                .filter(s -> s.plan().row().hadError()
                        && (s.result() == Settlement.Result.SYNCED || s.result() == Settlement.Result.UNLINKED))
                .map(s -> s.plan().row())
                .toList();
        if (!recovered.isEmpty()) {
            var columns = new Columns<>(recovered);
            sql.statement("sync/resolve-dead-letters")
                    .param("connectionId", context.store().id())
                    .param("productIds", columns.longs(ClaimedRow::productId))
                    .param("lanes", columns.texts(row -> row.lane().code()))
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private void open(SettlementContext context, Columns<Settlement> dead, Instant now) {
        sql.statement("sync/open-dead-letters")
                .param("accountId", context.store().accountId())
                .param("connectionId", context.store().id())
                .param("httpStatus", context.status())
                .param("batchId", context.token())
                .param("now", Timestamp.from(now))
                .param("productIds", dead.longs(s -> s.plan().row().productId()))
                .param("lanes", dead.texts(s -> s.plan().row().lane().code()))
                .param("skus", dead.texts(s -> s.plan().sku()))
                .param("codes", dead.texts(Settlement::code))
                .param("messages", dead.texts(Settlement::message))
                .param("operations", dead.texts(s -> s.plan().operation()))
                .param("sent", dead.texts(s -> Requests.sent(s.plan())))
                .param("answered", dead.texts(s -> s.code() + ": " + s.message()))
                .param("attempts", dead.ints(s -> s.plan().row().attempts() + 1))
                .update();
    }
}
