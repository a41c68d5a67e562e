package dev.caravan.sync.call;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.History;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.call.WriteEvidence.Proof;
import dev.caravan.sync.claim.ClaimedRows;
import dev.caravan.sync.compose.Requests;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a quiet store takes writes at all. If one, two or three products make their calls fail and nothing
 * else is written, it looks as if the store took no writes: two failures would keep excusing each other, and one
 * product would be tried for hours. So such a store is probed by an update of a healthy product without any field: the
 * store saves it like any other and changes nothing but the time of its last change [product-update-empty-body]. The
 * result is a line of the history, which {@link WriteEvidence} reads.
 *
 * <p>It replaces the usual probe, so it needs no further call; if it fails, the usual one follows.
 */
@Component
class EmptyWriteProbe {

    /** In a store with more pending changes than this, other writes will show whether it takes writes. */
    private static final int FEW = 10;

    private static final Document NOTHING = new Document(Map.of());
    private static final Remark REMARK =
            new Remark("written_unchanged", "Written without a change, to see whether the store takes writes");

    private static final Logger log = LoggerFactory.getLogger(EmptyWriteProbe.class);

    private final Sql sql;
    private final WriteEvidence proof;
    private final Requests requests;
    private final History history;
    private final Clock clock;

    EmptyWriteProbe(Sql sql, WriteEvidence proof, Requests requests, History history, Clock clock) {
        this.sql = sql;
        this.proof = proof;
        this.requests = requests;
        this.history = history;
        this.clock = clock;
    }

    private record Found(ClaimedRow row, long suspect, Instant since) {}

    /** The probe, without a write if it is not needed, if there is no healthy product, or if it has just failed. */
    HealthProbe probe(Store store) {
        return new HealthProbe(store, store.consecutiveFailures() > 1 ? Optional.empty() : write(store));
    }

    private Optional<Delivery> write(Store store) {
        return sql.statement("sync/find-probe-product")
                .param("connectionId", store.id())
                .param("look", FEW + 1)
                .param("most", WriteEvidence.MANY)
                .query((row, n) -> found(row))
                .optional()
                .filter(found -> proof.read(store.id(), found.suspect(), found.since()) != Proof.LANDED)
                .map(found ->
                        new Delivery(store, UUID.randomUUID(), clock.instant(), List.of(withoutChange(found.row()))));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                ClaimedRows.read(row),
                row.getLong("suspect"),
                row.getTimestamp("suspect_since").toInstant());
    }

    private static Plan withoutChange(ClaimedRow row) {
        return Plan.of(row, Action.UPDATE, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
    }

    /** The body of the probe. */
    String json(HealthProbe probe) {
        return probe.write()
                .map(write -> String.valueOf(requests.of(write).json()))
                .orElse("{}");
    }

    /** Notes that a write has landed; a product that is gone or refused shows nothing about others. */
    void answered(Delivery write, Answer answer, int millis) {
        boolean landed = requests.read(write, answer).outcomes().stream().allMatch(ItemOutcome.Done.class::isInstance);
        if (!landed) {
            return;
        }
        Plan plan = write.plans().get(0);
        Instant now = clock.instant();
        SettlementContext context = new SettlementContext(
                write.store(), write.token(), answer.status(), millis, Map.of(plan.key(), REMARK));
        Settlement done = Settlement.done(
                plan, Result.SYNCED, true, plan.wooProductId(), plan.row().shown(), now);
        history.add(context, List.of(done), Map.of(), now);
        log.info(
                "{} (connection {}) takes writes: product {} was written without a change, while others got no clear answer",
                write.store().storeName(),
                write.store().id(),
                plan.row().productId());
    }
}
