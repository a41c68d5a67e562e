package dev.caravan.sync.fanout;

import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.SyncApi;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.settle.ExportProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Exports products to a store on request, and waits for them as long as the setting allows. */
@Component
public class Exports implements SyncApi {

    /** Another process may settle the last product, so the table is read at intervals. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration FAN_OUT_LOOK = Duration.ofMillis(50);

    /** Each waiting caller takes one of the places that all requests share. */
    private static final int MOST_WAITING = 16;

    private final ExportTable table;
    private final ExportFields fields;
    private final ExportProgress progress;
    private final StoresApi stores;
    private final StoreRoutes routes;
    private final Clock clock;
    private final AuditLog audit;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    Exports(
            ExportTable table,
            ExportFields fields,
            ExportProgress progress,
            StoresApi stores,
            StoreRoutes routes,
            Clock clock,
            AuditLog audit,
            SyncSettings settings) {
        this.table = table;
        this.fields = fields;
        this.progress = progress;
        this.stores = stores;
        this.routes = routes;
        this.clock = clock;
        this.audit = audit;
        this.patience = settings.exportWait();
    }

    @Override
    public void exportAll(Caller caller, List<Long> connectionIds) throws Exception {
        awaitFanOut(caller.accountId());
        List<ExportTable.Job> begun = new ArrayList<>();
        for (long connectionId : connectionIds) {
            ExportTable.Job job =
                    start(caller, connectionId, new ExportRequest(connectionId, null, null, true, null, null));
            if (stores.get(caller, connectionId).hold() == null) {
                begun.add(job);
            }
        }
        for (ExportTable.Job job : begun) {
            await(caller.accountId(), job);
        }
    }

    /** Marks the products pending for the store and wakes it. */
    public ExportTable.Job start(Caller caller, long connectionId, ExportRequest request) throws Exception {
        stores.get(caller, connectionId);
        long accountId = caller.accountId();
        Set<String> chosen = fields.chosen(accountId, connectionId, request.fieldsToExport());
        UUID id = UUID.randomUUID();
        long pending = table.start(id, accountId, connectionId, request, chosen, clock.instant(), audit::counted);
        if (pending == 0) {
            progress.close(List.of(id), clock.instant());
        } else {
            routes.wake(connectionId);
        }
        return table.read(accountId, id);
    }

    /** Marks the removal of a product pending for the store and wakes it. */
    public ExportTable.Job startRemoval(Caller caller, long connectionId, long productId) throws Exception {
        stores.get(caller, connectionId);
        long accountId = caller.accountId();
        UUID id = UUID.randomUUID();
        table.startRemoval(id, accountId, connectionId, productId, clock.instant());
        routes.wake(connectionId);
        return table.read(accountId, id);
    }

    /**
     * The export when it is done, or its progress after the longest time that a caller waits; at once if many callers
     * wait.
     */
    public ExportTable.Job await(long accountId, ExportTable.Job started) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return table.read(accountId, started.id());
        }
        CompletableFuture<Void> end = progress.await(started.id());
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            ExportTable.Job job = table.read(accountId, started.id());
            while (job.state().equals("running") && System.nanoTime() < deadline) {
                pause(end, Math.min(LOOK_AGAIN.toNanos(), deadline - System.nanoTime()));
                job = table.read(accountId, started.id());
            }
            return job;
        } finally {
            progress.forget(started.id());
            waiting.release();
        }
    }

    /**
     * Waits until earlier changes are fanned out, because they are part of the export: fanned out after its start,
     * they would mark its products pending once more.
     */
    private void awaitFanOut(long accountId) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (table.hasOpenEvents(accountId) && System.nanoTime() < deadline) {
            pause(new CompletableFuture<>(), FAN_OUT_LOOK.toNanos());
        }
    }

    private static void pause(CompletableFuture<Void> end, long nanos) throws InterruptedException {
        try {
            end.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // look again
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of an export is never a failure", e);
        }
    }
}
