package dev.caravan.sync.action;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.fanout.ExportRequest;
import dev.caravan.sync.fanout.ExportTable;
import dev.caravan.sync.fanout.ProductLink;
import dev.caravan.sync.settle.ExportProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The steps of an action, each in one transaction that also notes how far the action is: products are noted, one portion is acted on in
 * one store, deliveries are waited for. What is done with a row is what the operation for one product does.
 */
@Component
class ActionSteps {

    private static final Duration NOTE_FOR = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** As often, exports that have ended are added up while others begin. */
    private static final int COUNT_EACH = 20;

    private final ActionTable table;
    private final Selection selection;
    private final ProductNotes notes;
    private final Sql sql;
    private final ExportTable exports;
    private final ExportProgress progress;
    private final ProductLink links;
    private final StoreRoutes routes;
    private final Clock clock;

    ActionSteps(
            ActionTable table,
            Selection selection,
            ProductNotes notes,
            Sql sql,
            ExportTable exports,
            ExportProgress progress,
            ProductLink links,
            StoreRoutes routes,
            Clock clock) {
        this.table = table;
        this.selection = selection;
        this.notes = notes;
        this.sql = sql;
        this.exports = exports;
        this.progress = progress;
        this.links = links;
        this.routes = routes;
        this.clock = clock;
    }

    /** What follows the commit of a step. */
    interface Afterwards {

        Afterwards NOTHING = () -> {};

        void run() throws Exception;
    }

    /** Takes the next step of an action. Part of the transaction that has locked it. */
    Afterwards take(ActionTable.Due due) {
        ActionJob job = due.job();
        Instant now = clock.instant();
        if (due.cancelling()) {
            return cancel(job, now);
        }
        if (!job.progress().collected()) {
            table.save(noted(job), now, now);
            return Afterwards.NOTHING;
        }
        List<Long> ids = table.portion(job);
        return ids.isEmpty() ? follow(job, now) : act(job, ids, now);
    }

    private ActionJob noted(ActionJob job) {
        ActionFilter filter = job.filter();
        List<Store> stores = selection.still(job);
        Long own = filter == null ? null : filter.connectionId();
        if (filter == null || stores.isEmpty() || own != null && !selection.isThere(job.accountId(), own)) {
            return notes.note(job, List.of(), true);
        }
        Caller account = new Caller(job.accountId(), job.who(), Role.OPERATOR);
        return notes.note(job, selection.matching(account, filter, stores), NOTE_FOR);
    }

    /** One portion in one store; in a store that is gone there is nothing to do. */
    private Afterwards act(ActionJob job, List<Long> ids, Instant now) {
        int at = job.progress().store();
        long store = job.connectionIds().get(at);
        boolean there = selection.isThere(job.accountId(), store);
        Acted acted = there ? act(job, store, ids, now) : new Acted(0, Afterwards.NOTHING);
        ActionJob counted = job.kind().sends() && at % COUNT_EACH == COUNT_EACH - 1 ? table.counted(job) : job;
        int stores = job.connectionIds().size();
        table.save(counted.at(counted.progress().acted(acted.rows, stores)), now, now);
        return acted.then;
    }

    /** @param rows that are done with this; what is sent is done when the store has it */
    private record Acted(long rows, Afterwards then) {}

    private Acted act(ActionJob job, long store, List<Long> ids, Instant now) {
        long account = job.accountId();
        return switch (job.kind()) {
            case PUSH -> send(job, store, linked(account, store, ids), now);
            case EXPORT -> send(job, store, ids, now);
            case AUTO_SYNC_ON -> new Acted(links.set(account, store, ids, true, true), () -> links.catchUp(store));
            case AUTO_SYNC_OFF -> new Acted(links.set(account, store, ids, true, false), Afterwards.NOTHING);
            case UNLINK -> {
                ProductLink.Ended ended = links.unlink(account, store, ids);
                yield new Acted(ended.rows(), () -> progress.end(ended.waiting(), clock.instant()));
            }
        };
    }

    private List<Long> linked(long account, long store, List<Long> ids) {
        return sql.statement("sync/lock-linked-products")
                .param("accountId", account)
                .param("connectionId", store)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private Acted send(ActionJob job, long store, List<Long> ids, Instant now) {
        if (ids.isEmpty()) {
            return new Acted(0, Afterwards.NOTHING);
        }
        ExportRequest request = new ExportRequest(store, ids, null, null, null, null);
        ExportTable.Part part = new ExportTable.Part(job.id(), job.bulk());
        exports.start(UUID.randomUUID(), job.accountId(), store, request, Set.of(), now, part);
        return new Acted(0, () -> routes.wake(store));
    }

    /** All is begun: it is done when the stores have what was sent. */
    private Afterwards follow(ActionJob job, Instant now) {
        progress.close(table.runningExports(job), now);
        table.save(table.counted(job), now.plus(LOOK_AGAIN), now);
        if (!table.runningExports(job).isEmpty()) {
            return Afterwards.NOTHING;
        }
        if (job.kind() != ActionKind.AUTO_SYNC_ON) {
            table.end(job, "done", now);
            return Afterwards.NOTHING;
        }
        return () -> { // once more: a process may have ended between a commit and what follows it
            for (Store store : selection.still(job)) {
                links.catchUp(store.id());
            }
            table.end(job, "done", clock.instant());
        };
    }

    /** One export after the other; what a store has by now stays there. */
    private Afterwards cancel(ActionJob job, Instant now) {
        List<UUID> running = table.runningExports(job);
        if (running.isEmpty()) {
            table.save(table.counted(job), now, now);
            table.end(job, "cancelled", now);
            return Afterwards.NOTHING;
        }
        UUID export = running.get(0);
        List<UUID> others = exports.cancelled(job.accountId(), export, now);
        table.save(job, now, now);
        return () -> {
            progress.end(others, now);
            progress.wakeCallers(List.of(export));
        };
    }
}
