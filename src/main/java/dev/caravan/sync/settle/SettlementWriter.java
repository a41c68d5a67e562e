package dev.caravan.sync.settle;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.batch.History;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.settle.ExportProgress.Unlinked;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the settlements of a batch in one transaction of five or six statements, however many rows there are. */
@Component
public class SettlementWriter {

    private static final Logger log = LoggerFactory.getLogger(SettlementWriter.class);

    /** The shortest wait between two writes of one product that changes all the time. */
    public static final Duration BREATH = Duration.ofMillis(500);

    /** The wait of a variation until its parent's row can be looked at, which another transaction holds. */
    private static final Duration WHILE_A_PARENT_IS_LOCKED = Duration.ofSeconds(10);

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final ActiveClaims active;
    private final History history;
    private final DeadLetterWriter deadLetters;
    private final ExportProgress exports;
    private final FollowUpWork followUp;

    public SettlementWriter(
            Sql sql,
            TransactionTemplate transaction,
            ActiveClaims active,
            History history,
            DeadLetterWriter deadLetters,
            ExportProgress exports,
            FollowUpWork followUp) {
        this.sql = sql;
        this.transaction = transaction;
        this.active = active;
        this.history = history;
        this.deadLetters = deadLetters;
        this.exports = exports;
        this.followUp = followUp;
    }

    /**
     * A deadlock is retried, because the rows would be sent again if the store's answer were lost.
     *
     * @return the exports that have ended with it, for {@link #wakeCallers}
     */
    public List<UUID> write(SettlementContext context, List<Settlement> settlements, Instant now) {
        try {
            List<UUID> ended = DeadlockRetry.retry(
                    "The settlement of batch " + context.token(),
                    () -> Objects.requireNonNull(transaction.execute(status -> {
                        // before its rows, as in all statements that lock both, so that they do not deadlock
                        sql.statement("sync/end-claim")
                                .param("token", context.token())
                                .update();
                        return writeOnce(context, settlements, now);
                    })));
            active.remove(context.token());
            return ended;
        } catch (DataAccessException e) {
            if (!DatabaseOutage.isLock(e)) {
                throw e;
            }
            return writeWhatIsFree(context, settlements, now);
        }
    }

    /** Wakes the callers that wait for these exports, once the log has the lines about their products. */
    void wakeCallers(List<UUID> ended) {
        exports.wakeCallers(ended);
    }

    /**
     * Another transaction holds some of the rows: the others are settled without waiting for it, and those are taken
     * back after it has ended.
     */
    private List<UUID> writeWhatIsFree(SettlementContext context, List<Settlement> settlements, Instant now) {
        var columns = new Columns<>(settlements);
        List<UUID> ended = Objects.requireNonNull(transaction.execute(status -> {
            Set<Long> free = new HashSet<>(sql.statement("sync/lock-free-rows")
                    .param("ids", columns.longs(s -> s.plan().key()))
                    .query(Long.class)
                    .list());
            List<Settlement> possible = settlements.stream()
                    .filter(s -> free.contains(s.plan().key()))
                    .toList();
            log.warn(
                    "{} product(s) of batch {} are locked by another transaction in the database, and are settled when it ends",
                    settlements.size() - possible.size(),
                    context.token());
            return possible.isEmpty() ? List.<UUID>of() : writeOnce(context, possible, now);
        }));
        active.letGo(context.token());
        return ended;
    }

    /**
     * Settles rows that no call holds: they are taken, with the batch's token, in the same transaction.
     *
     * @return how many
     */
    int writeTaken(SettlementContext context, Supplier<List<Settlement>> take, Instant now) {
        Written written = DeadlockRetry.retry(
                "The settlement of what waited for connection "
                        + context.store().id(),
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    List<Settlement> taken = take.get();
                    return new Written(taken.size(), taken.isEmpty() ? List.of() : writeOnce(context, taken, now));
                })));
        exports.wakeCallers(written.finished());
        return written.rows();
    }

    private record Written(int rows, List<UUID> finished) {}

    private List<UUID> writeOnce(SettlementContext context, List<Settlement> settlements, Instant now) {
        Map<Long, @Nullable Instant> settled = update(context, settlements, now);
        Set<Long> held = settled.keySet();
        lose(settlements, held, now);
        List<Unlinked> unlinked = remove(settlements, held, now);
        history.add(context, settlements, settled, now);
        List<Settlement> ours =
                settlements.stream().filter(s -> held.contains(s.plan().key())).toList();
        deadLetters.add(context, ours, now);
        followUp.markPending(context, ours, now);
        forgetCreates(context, ours);
        List<UUID> ended = new ArrayList<>(exports.note(context, ours, now));
        // after the products' own results have been noted: the rest are variants
        List<UUID> withParents =
                exports.unlink(unlinked, "The product was removed with its parent before it was sent", now);
        ended.addAll(exports.close(withParents, now));
        return ended;
    }

    /** @return the rows that were still ours, each with the moment since when its change waited; null: it still does */
    private Map<Long, @Nullable Instant> update(SettlementContext context, List<Settlement> settlements, Instant now) {
        var columns = new Columns<>(settlements);
        Map<Long, @Nullable Instant> settled = new HashMap<>();
        sql.statement("sync/settle-rows")
                .param("now", Timestamp.from(now))
                .param("again", Timestamp.from(now.plus(BREATH)))
                .param("later", Timestamp.from(now.plus(WHILE_A_PARENT_IS_LOCKED)))
                .param("token", context.token())
                .param("ids", columns.longs(s -> s.plan().key()))
                .param("wanted", columns.longs(s -> s.plan().row().wanted()))
                .param("settled", columns.booleans(Settlement::settled))
                .param("exported", columns.booleans(Settlement::exported))
                .param("skus", columns.texts(s -> s.plan().sku()))
                .param("wooProductIds", columns.longs(Settlement::wooProductId))
                .param("fieldHashes", columns.texts(s -> s.shown().toJson()))
                .param("lookFirst", columns.booleans(Settlement::lookFirst))
                .param("batchLimits", columns.ints(Settlement::batchLimit))
                .param("attempts", columns.ints(Settlement::attempts))
                .param("failedAt", columns.texts(Settlement::failedAt))
                .param("dueAt", columns.texts(Settlement::dueAt))
                .param("errorCodes", columns.texts(Settlement::code))
                .param("errorMessages", columns.texts(Settlement::message))
                .param("createsOpen", columns.booleans(Settlement::leavesACreateOpen))
                .param("open", columns.booleans(Settlement::leavesAChoiceOpen))
                .param("parentsSynced", columns.longs(s -> s.plan().row().parentSynced()))
                .query(row -> {
                    settled.put(row.getLong("id"), ResultColumns.instant(row, "behind_since"));
                });
        return settled;
    }

    /**
     * Rows whose lease was lost after they were sent are marked pending again: our older state may have overwritten a
     * newer one.
     */
    private void lose(List<Settlement> settlements, Set<Long> held, Instant now) {
        Long[] lost = settlements.stream()
                .map(Settlement::plan)
                .filter(Plan::mustSend)
                .map(Plan::key)
                .filter(id -> !held.contains(id))
                .toArray(Long[]::new);
        if (lost.length > 0) {
            int pending = sql.statement("sync/mark-lost-rows")
                    .param("ids", lost)
                    .param("now", Timestamp.from(now))
                    .update();
            log.info(
                    "{} product(s) were claimed by another process, or unlinked, before this delivery ended; {} are retried",
                    lost.length,
                    pending);
        }
    }

    /** The results of creates without an answer are known now. */
    private void forgetCreates(SettlementContext context, List<Settlement> settled) {
        Long[] known = settled.stream()
                .filter(s -> !s.plan().row().sentSkus().isEmpty())
                .filter(s -> s.wooProductId() != null || s.result() == Settlement.Result.UNLINKED)
                .map(s -> s.plan().row().productId())
                .toArray(Long[]::new);
        if (known.length > 0) {
            sql.statement("sync/forget-creates")
                    .param("connectionId", context.store().id())
                    .param("productIds", known)
                    .update();
        }
    }

    /** @return the links that were deleted, including those of variants with their parents' */
    private List<Unlinked> remove(List<Settlement> settlements, Set<Long> held, Instant now) {
        Long[] unlinked = settlements.stream()
                .filter(s -> s.result() == Settlement.Result.UNLINKED)
                .map(s -> s.plan().key())
                .filter(held::contains)
                .toArray(Long[]::new);
        return unlinked.length == 0
                ? List.of()
                : sql.statement("sync/remove-settled-rows")
                        .param("ids", unlinked)
                        .param("now", Timestamp.from(now))
                        .query(Unlinked.class)
                        .list();
    }
}
