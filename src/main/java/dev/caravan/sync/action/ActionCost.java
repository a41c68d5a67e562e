package dev.caravan.sync.action;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.store.mapping.ExportMappingsApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What an action costs: rows, calls, images, and the time that they take at the stores' pace. */
@Component
class ActionCost {

    /** The store downloads each image before it answers, so that few go into one call (see the claim). */
    private static final int IMAGES_AT_ONCE = 5;

    private static final double SECONDS_OF_A_CALL = 1;
    private static final double MINUTE = 60;
    private static final double MILLIS = 1_000;

    private final Sql sql;
    private final ExportMappingsApi mappings;

    ActionCost(Sql sql, ExportMappingsApi mappings) {
        this.sql = sql;
        this.mappings = mappings;
    }

    /**
     * Some products in one store.
     *
     * @param sent those of the rows whose fields are sent
     * @param productsSent of these without variants, whose calls are {@code variantCalls}
     * @param withImages products and variants
     */
    record Line(
            long connectionId,
            long rows,
            long sent,
            long productsSent,
            long variantCalls,
            long withImages,
            long images) {

        Line plus(Line more) {
            return new Line(
                    connectionId,
                    rows + more.rows,
                    sent + more.sent,
                    productsSent + more.productsSent,
                    variantCalls + more.variantCalls,
                    withImages + more.withImages,
                    images + more.images);
        }

        /** The same of so many times as many products. */
        Line times(double weight) {
            return new Line(
                    connectionId,
                    Math.round(rows * weight),
                    Math.round(sent * weight),
                    Math.round(productsSent * weight),
                    Math.round(variantCalls * weight),
                    Math.round(withImages * weight),
                    Math.round(images * weight));
        }
    }

    /**
     * What a store has to do.
     *
     * @param seconds at its pace, once it is not on hold
     * @param held whether nothing is sent to it at present
     */
    record InStore(
            long connectionId, String storeName, long rows, long calls, long images, long seconds, boolean held) {}

    /** By store; without the stores that have nothing to do. */
    Map<Long, Line> count(long accountId, ActionKind kind, List<Long> productIds, List<Long> connectionIds) {
        Map<Long, Line> lines = new HashMap<>();
        sql.statement("sync/count-action-rows")
                .param("accountId", accountId)
                .param("ids", productIds.toArray(Long[]::new))
                .param("stores", connectionIds.toArray(Long[]::new))
                .param("everywhere", kind == ActionKind.EXPORT)
                .param("sends", kind.sends())
                .param("resumes", kind == ActionKind.AUTO_SYNC_ON)
                .query(Line.class)
                .list()
                .forEach(line -> lines.put(line.connectionId, line));
        return lines;
    }

    /** How many rows these products have, in all of the stores. */
    long rows(long accountId, ActionKind kind, List<Long> productIds, List<Long> connectionIds) {
        return count(accountId, kind, productIds, connectionIds).values().stream()
                .mapToLong(Line::rows)
                .sum();
    }

    /** The slowest store first. */
    List<InStore> inStores(long accountId, List<Store> stores, Map<Long, Line> lines) {
        Map<Long, Double> times = callTimes(accountId, lines);
        List<InStore> all = new ArrayList<>();
        for (Store store : stores) {
            Line line = lines.get(store.id());
            if (line != null) {
                all.add(inStore(store, line, times.getOrDefault(store.id(), SECONDS_OF_A_CALL)));
            }
        }
        all.sort(Comparator.comparingLong(InStore::seconds).reversed().thenComparingLong(InStore::connectionId));
        return all;
    }

    private InStore inStore(Store store, Line line, double secondsOfACall) {
        boolean showsImages = line.images == 0
                || mappings.active(store.accountId(), store.id())
                        .map(mapping -> mapping.shows(CatalogueField.ASSETS))
                        .orElse(true);
        long images = showsImages ? line.images : 0;
        long calls = ceil(line.productsSent, store.batchSize())
                + line.variantCalls
                + (showsImages ? ceil(line.withImages, Math.min(IMAGES_AT_ONCE, store.batchSize())) : 0);
        double seconds = calls * secondsOfACall / store.concurrency();
        Integer limit = store.requestsPerMinute();
        if (limit != null) {
            seconds = Math.max(seconds, calls * MINUTE / limit);
        }
        return new InStore(
                store.id(),
                store.storeName(),
                line.rows,
                calls,
                images,
                (long) Math.ceil(seconds),
                store.hold() != null && calls > 0);
    }

    private record CallTime(long connectionId, long millis) {}

    private Map<Long, Double> callTimes(long accountId, Map<Long, Line> lines) {
        return sql
                .statement("sync/read-call-times")
                .param("accountId", accountId)
                .param("stores", lines.keySet().toArray(Long[]::new))
                .query(CallTime.class)
                .list()
                .stream()
                .collect(Collectors.toMap(CallTime::connectionId, time -> time.millis / MILLIS));
    }

    private static long ceil(long number, int each) {
        return (number + each - 1) / each;
    }
}
