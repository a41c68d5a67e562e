package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.Store;
import dev.caravan.sync.action.ActionJob.Progress;
import dev.caravan.sync.batch.DeadlockRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins actions. */
@Component
class ActionStart {

    /** Of an account: more would only wait for each other. */
    private static final int MOST_RUNNING = 10;

    /** A caller waits so long for the products to be noted; the background notes the others. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(500);

    private final ActionTable table;
    private final Selection selection;
    private final ProductNotes notes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AuditLog audit;

    ActionStart(
            ActionTable table,
            Selection selection,
            ProductNotes notes,
            TransactionTemplate transaction,
            Clock clock,
            AuditLog audit) {
        this.table = table;
        this.selection = selection;
        this.notes = notes;
        this.transaction = transaction;
        this.clock = clock;
        this.audit = audit;
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
                body.audited(job.kind()).member("more", null, noted.progress().collected() ? null : true));
        audit.counted(noted.progress().products());
        return noted;
    }

    private static List<Long> ids(List<Store> stores) {
        return stores.stream().map(Store::id).toList();
    }
}
