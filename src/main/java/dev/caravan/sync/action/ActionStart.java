package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.Store;
import dev.caravan.sync.action.ActionCost.InStore;
import dev.caravan.sync.action.ActionCost.Line;
import dev.caravan.sync.action.ActionJob.Progress;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.matrix.ProductWalk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins actions, or says what they would cost. */
@Component
class ActionStart {

    /** Of an account: more would only wait for each other. */
    private static final int MOST_RUNNING = 10;

    /** A caller waits so long for a dry run; what is found by then is a lower bound. */
    private static final Duration DRY_RUN = Duration.ofMillis(1_500);

    /** A caller waits so long for the products to be noted; the background notes the others. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(500);

    private static final int MOST_STORES_SHOWN = 100;

    private final ActionTable table;
    private final Selection selection;
    private final ProductNotes notes;
    private final ActionCost cost;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AuditLog audit;

    ActionStart(
            ActionTable table,
            Selection selection,
            ProductNotes notes,
            ActionCost cost,
            TransactionTemplate transaction,
            Clock clock,
            AuditLog audit) {
        this.table = table;
        this.selection = selection;
        this.notes = notes;
        this.cost = cost;
        this.transaction = transaction;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What an action would do.
     *
     * @param rows products in stores, variants counted as well
     * @param seconds until the slowest store has all
     * @param isLowerBound more products match than were counted
     * @param storeCount stores in which there is something to do; {@code stores} are the slowest hundred
     */
    record DryRun(
            boolean dryRun,
            ActionKind action,
            long products,
            long rows,
            long calls,
            long images,
            long seconds,
            boolean isLowerBound,
            int storeCount,
            List<InStore> stores) {}

    DryRun dryRun(Caller caller, ActionBody body, ActionKind kind) {
        List<Store> stores = selection.stores(caller, body.connectionIds());
        audit.changed(changes(body, kind).member("dryRun", null, true));
        ActionFilter filter = body.filter();
        Map<Long, Line> lines = new HashMap<>();
        long products = 0;
        boolean all = true;
        if (filter == null) {
            List<Long> ids = selection.products(caller, Objects.requireNonNull(body.productIds()));
            products = ids.size();
            add(lines, cost.count(caller.accountId(), kind, ids, ids(stores)));
        } else {
            ProductWalk.Portions portions = selection.matching(caller, filter, stores);
            long end = System.nanoTime() + DRY_RUN.toNanos();
            List<Long> ids = List.of();
            do {
                ids = portions.after(ids.isEmpty() ? 0 : ids.get(ids.size() - 1), ProductNotes.PORTION);
                products += ids.size();
                add(lines, cost.count(caller.accountId(), kind, ids, ids(stores)));
                all = ids.size() < ProductNotes.PORTION;
            } while (!all && System.nanoTime() < end);
        }
        audit.counted(products);
        return dryRun(kind, products, !all, cost.inStores(caller.accountId(), stores, lines));
    }

    private static DryRun dryRun(ActionKind kind, long products, boolean more, List<InStore> stores) {
        return new DryRun(
                true,
                kind,
                products,
                stores.stream().mapToLong(InStore::rows).sum(),
                stores.stream().mapToLong(InStore::calls).sum(),
                stores.stream().mapToLong(InStore::images).sum(),
                stores.stream().mapToLong(InStore::seconds).max().orElse(0),
                more,
                stores.size(),
                stores.subList(0, Math.min(MOST_STORES_SHOWN, stores.size())));
    }

    /** @throws ApiException 409 if too many actions of the account are running */
    UUID start(Caller caller, ActionBody body, ActionKind kind) {
        List<Store> stores = selection.stores(caller, body.connectionIds());
        List<Long> named = body.productIds() == null ? List.of() : selection.products(caller, body.productIds());
        ActionJob job = new ActionJob(
                UUID.randomUUID(),
                caller.accountId(),
                kind,
                body.filter(),
                ids(stores),
                caller.username(),
                Progress.BEGIN,
                0);
        DeadlockRetry.retry(
                "Action " + job.id(),
                () -> Objects.requireNonNull(transaction.execute(status -> begin(caller, body, job, stores, named))));
        return job.id();
    }

    private ActionJob begin(Caller caller, ActionBody body, ActionJob job, List<Store> stores, List<Long> named) {
        if (table.running(caller.accountId()) >= MOST_RUNNING) {
            throw ApiException.conflict(
                    MOST_RUNNING
                            + " actions are running: wait until one of them has ended, or cancel one (GET /integration/woocommerce/jobs)");
        }
        Instant now = clock.instant();
        audit.target("jobs/" + job.id());
        table.insert(job, now);
        ActionFilter filter = body.filter();
        ActionJob noted = filter == null
                ? notes.note(job, named, true)
                : notes.note(job, selection.matching(caller, filter, stores), FIRST_LOOK);
        table.save(noted, now, now);
        audit.changed(
                changes(body, job.kind()).member("more", null, noted.progress().collected() ? null : true));
        audit.counted(noted.progress().products());
        return noted;
    }

    private static AuditChanges changes(ActionBody body, ActionKind kind) {
        AuditChanges changes = new AuditChanges().member("action", null, kind.code());
        ActionFilter filter = body.filter();
        if (filter != null) {
            changes.member("search", null, filter.search())
                    .member("status", null, filter.status())
                    .member("connectionId", null, filter.connectionId())
                    .member("familyId", null, filter.familyId())
                    .member("categoryId", null, filter.categoryId())
                    .member("changedSince", null, filter.changedSince());
        }
        return changes.member("productIds", null, body.productIds())
                .member("connectionIds", null, body.connectionIds());
    }

    private static void add(Map<Long, Line> lines, Map<Long, Line> more) {
        more.forEach((store, line) -> lines.merge(store, line, Line::plus));
    }

    private static List<Long> ids(List<Store> stores) {
        return stores.stream().map(Store::id).toList();
    }
}
