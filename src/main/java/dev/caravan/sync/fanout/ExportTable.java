package dev.caravan.sync.fanout;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.fanout.ExportRequest.Filter;
import dev.caravan.sync.settle.ExportProgress;
import dev.caravan.sync.settle.ExportProgress.Unlinked;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The exports and what they wait for. */
@Component
public class ExportTable {

    /** An export with its counts. */
    public record Job(
            UUID id,
            long connectionId,
            long total,
            String state,
            Instant createdAt,
            @Nullable Instant finishedAt,
            long succeeded,
            long failed) {}

    /** The result for one product. */
    public record Item(
            long productId,
            long connectionId,
            String status,
            @Nullable Long wooProductId,
            @Nullable String message,
            String fields,
            @Nullable Instant lastExportedAt) {}

    /** From so many products on, each join reads all products. */
    private static final int MANY = 1_000;

    private final Sql sql;
    private final CatalogApi catalog;
    private final TransactionTemplate transaction;
    private final ExportProgress progress;
    private final Clock clock;

    public ExportTable(
            Sql sql, CatalogApi catalog, TransactionTemplate transaction, ExportProgress progress, Clock clock) {
        this.sql = sql;
        this.catalog = catalog;
        this.transaction = transaction;
        this.progress = progress;
        this.clock = clock;
    }

    /** Whether some changes of the account have not been fanned out yet. */
    boolean hasOpenEvents(long accountId) {
        return sql.statement("sync/has-open-events")
                .param("accountId", accountId)
                .query(Boolean.class)
                .single();
    }

    /** @param fields the store's fields that are to be sent; empty for all @return how many products are pending now */
    public long start(
            UUID id,
            long accountId,
            long connectionId,
            ExportRequest request,
            Set<String> fields,
            Instant now,
            LongConsumer counted) {
        return DeadlockRetry.retry(
                "Export " + id,
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    long pending = start(id, accountId, connectionId, request, fields, now, Part.OF_NONE);
                    counted.accept(pending);
                    return pending;
                })));
    }

    /** The part of an action on many products. @param actionId null: it is none @param bulk whether it waits for others */
    public record Part(@Nullable UUID actionId, boolean bulk) {

        static final Part OF_NONE = new Part(null, false);
    }

    /** Part of the caller's transaction. */
    public long start(
            UUID id,
            long accountId,
            long connectionId,
            ExportRequest request,
            Set<String> fields,
            Instant now,
            Part part) {
        List<Long> ids = request.productIds() == null ? List.of() : request.productIds();
        Filter filter = request.filter() == null ? new Filter(null, null, null, null) : request.filter();
        if (request.productIds() == null || ids.size() > MANY) {
            sql.statement("sync/plan-for-many").update();
        }
        return sql.statement("sync/start-export")
                .param("id", id)
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("byIds", request.productIds() != null)
                .param("productIds", ids.toArray(Long[]::new))
                .param("status", filter.status())
                .param("familyId", filter.familyId())
                .param("categoryIds", categories(accountId, filter.categoryId()))
                .param("search", like(filter.search()))
                .param("partial", Boolean.TRUE.equals(request.partialUpdate()))
                .param("fields", fields.toArray(String[]::new))
                .param("actionId", part.actionId())
                .param("bulk", part.bulk())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /** @throws ApiException 404 if the product is not linked to the store */
    public void startRemoval(UUID id, long accountId, long connectionId, long productId, Instant now) {
        long pending = sql.statement("sync/start-removal")
                .param("id", id)
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productId", productId)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        if (pending == 0) {
            throw ApiException.notFound("A link of connection " + connectionId + " to product", productId);
        }
    }

    /** As the other one. @throws ApiException 404 as well if it is of a connection that the caller may not see */
    public Job read(Caller caller, UUID id) {
        Job job = find(caller.accountId(), id);
        if (!caller.sees(job.connectionId())) {
            throw ApiException.notFound("Export", id);
        }
        return read(caller.accountId(), id);
    }

    /**
     * Reads an export, and ends it if it waits for nothing more: two simultaneous settlements may each have seen the
     * other's products as open, and a product may have been unlinked.
     *
     * @throws ApiException 404
     */
    public Job read(long accountId, UUID id) {
        Job job = find(accountId, id);
        if (!job.state().equals("running") || job.succeeded() + job.failed() < job.total()) {
            return job;
        }
        sql.statement("sync/close-finished-exports")
                .param("ids", new UUID[] {id})
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .list();
        return find(accountId, id);
    }

    private Job find(long accountId, UUID id) {
        return sql.statement("sync/read-export")
                .param("accountId", accountId)
                .param("id", id)
                .query(Job.class)
                .optional()
                .orElseThrow(() -> ApiException.notFound("Export", id));
    }

    /** The exports of a store, those that run first, then the newest. */
    public Page<Job> page(long accountId, long connectionId, Page.Request request) {
        List<Job> found = sql.statement("sync/list-exports")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(Job.class)
                .list();
        long total = sql.statement("sync/count-exports")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .query(Long.class)
                .single();
        return Page.of(found, total, request);
    }

    public List<Item> items(UUID id) {
        return sql.statement("sync/list-export-results")
                .param("id", id)
                .query(Item.class)
                .list();
    }

    public void cancel(long accountId, UUID id, Instant now) {
        progress.end(
                DeadlockRetry.retry(
                        "Cancelling export " + id,
                        () -> Objects.requireNonNull(transaction.execute(status -> cancelled(accountId, id, now)))),
                now);
    }

    /** Part of the caller's transaction. @return other exports that waited for what is unlinked by this */
    public List<UUID> cancelled(long accountId, UUID id, Instant now) {
        sql.statement("sync/lock-export-rows")
                .param("accountId", accountId)
                .param("id", id)
                .query(Long.class)
                .list();
        List<Unlinked> links = sql.statement("sync/cancel-export")
                .param("accountId", accountId)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(Unlinked.class)
                .list();
        return progress.unlink(links, "The export that brought it was cancelled before it was sent", now);
    }

    private Long @Nullable [] categories(long accountId, @Nullable Long id) {
        return id == null ? null : catalog.categoriesBelow(accountId, id).toArray(Long[]::new);
    }

    private static @Nullable String like(@Nullable String search) {
        return search == null || search.isBlank()
                ? null
                : "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
