package dev.caravan.sync.settle;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Writes the results of products into their running exports, and wakes callers that wait for an export when it is done.
 */
@Component
public class ExportProgress {

    private final Sql sql;
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    public ExportProgress(Sql sql) {
        this.sql = sql;
    }

    /** Part of the settling transaction. @return exports that are done with this */
    List<UUID> note(SettlementContext context, List<Settlement> settlements, Instant now) {
        List<Settlement> ended = settlements.stream()
                .filter(s -> s.settled() && !s.plan().row().isOfImages())
                .toList();
        if (ended.isEmpty()) {
            return List.of();
        }
        var columns = new Columns<>(ended);
        // Two batches that end at the same time must see each other's last products: the second waits here for the
        // first.
        sql.statement("sync/lock-running-exports")
                .param("connectionId", context.store().id())
                .param("productIds", columns.longs(s -> s.plan().row().productId()))
                .query(UUID.class)
                .list();
        List<UUID> touched = sql.statement("sync/finish-export-items")
                .param("connectionId", context.store().id())
                .param("now", Timestamp.from(now))
                .param("productIds", columns.longs(s -> s.plan().row().productId()))
                .param("wanted", columns.longs(s -> s.plan().row().wanted()))
                .param("statuses", columns.texts(s -> s.result() == Settlement.Result.DEAD ? "error" : "success"))
                .param("wooProductIds", columns.longs(Settlement::wooProductId))
                .param("messages", columns.texts(Settlement::message))
                .param("fields", columns.texts(s -> String.join(",", FieldNames.of(s.plan()))))
                .query(UUID.class)
                .list();
        return touched.isEmpty() ? List.of() : close(touched, now);
    }

    /** A link that was deleted. */
    public record Unlinked(long connectionId, long productId) {}

    /**
     * Part of the transaction that has deleted these links: closes their dead letters, and ends the wait of exports
     * for them.
     *
     * @return the exports that waited for them
     */
    public List<UUID> unlink(List<Unlinked> links, String message, Instant now) {
        if (links.isEmpty()) {
            return List.of();
        }
        var columns = new Columns<>(links);
        return sql.statement("sync/end-unlinked")
                .param("connectionIds", columns.longs(Unlinked::connectionId))
                .param("productIds", columns.longs(Unlinked::productId))
                .param("message", message)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    /** Ends the exports among these that wait for nothing more. */
    public List<UUID> close(List<UUID> exports, Instant now) {
        return sql.statement("sync/close-finished-exports")
                .param("ids", exports.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    /** Closes exports whose products ended otherwise than by a batch, and wakes the callers that wait for them. */
    public void end(List<UUID> touched, Instant now) {
        if (!touched.isEmpty()) {
            wakeCallers(close(touched, now));
        }
    }

    /** After the commit: wakes the callers in this process that wait for these exports. */
    public void wakeCallers(List<UUID> finished) {
        finished.forEach(id -> {
            CompletableFuture<Void> future = waiting.remove(id);
            if (future != null) {
                future.complete(null);
            }
        });
    }

    /** Completes when the export is done, if this process settles its last product. Must be released. */
    public CompletableFuture<Void> await(UUID export) {
        return waiting.computeIfAbsent(export, id -> new CompletableFuture<>());
    }

    public void forget(UUID export) {
        waiting.remove(export);
    }
}
