package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.Store;
import dev.caravan.sync.action.ActionCost.InStore;
import dev.caravan.sync.action.ActionCost.Line;
import dev.caravan.sync.matrix.ProductWalk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Says what actions would cost and change. What can be counted within half a second is counted; of more, a sample from all over the
 * catalogue says how much it is about. Nothing is asked of a store.
 */
@Component
class DryRuns {

    private static final Duration COUNTING = Duration.ofMillis(500);
    private static final Duration SAMPLING = Duration.ofMillis(500);
    private static final Duration COMPARING = Duration.ofMillis(700);

    private static final int MOST_STORES_SHOWN = 100;

    private final Sql sql;
    private final Selection selection;
    private final ActionCost cost;
    private final ChangeEstimate changes;
    private final AuditLog audit;

    DryRuns(Sql sql, Selection selection, ActionCost cost, ChangeEstimate changes, AuditLog audit) {
        this.sql = sql;
        this.selection = selection;
        this.cost = cost;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * What an action would do.
     *
     * @param rows products in stores, variants counted as well
     * @param seconds until the slowest store has all
     * @param estimated whether products, rows, calls, images and seconds come from a sample
     * @param sampled products that were counted
     * @param storeCount stores in which there is something to do; {@code stores} are the slowest hundred
     * @param changes what the stores would show otherwise
     */
    record DryRun(
            boolean dryRun,
            ActionKind action,
            long products,
            long rows,
            long calls,
            long images,
            long seconds,
            boolean estimated,
            long sampled,
            int storeCount,
            List<InStore> stores,
            Changes changes) {}

    /** @param ids that were looked at, each of which stands for about as many products */
    private record Counted(long products, long sampled, boolean estimated, List<Long> ids, Map<Long, Line> lines) {}

    /** @throws ApiException 400 or 404 for what is not valid or not there */
    DryRun of(Caller caller, ActionBody body, ActionKind kind) {
        List<Store> stores = selection.stores(caller, body.connectionIds());
        audit.changed(body.audited(kind).member("dryRun", null, true));
        ActionFilter filter = body.filter();
        Counted counted = filter == null
                ? named(caller, kind, selection.products(caller, Objects.requireNonNull(body.productIds())), stores)
                : matching(caller, kind, selection.matching(caller, filter, stores), stores);
        audit.counted(counted.products);
        long end = System.nanoTime() + COMPARING.toNanos();
        Changes changed =
                changes.of(kind, stores, counted.lines, counted.ids, counted.estimated, () -> System.nanoTime() < end);
        List<InStore> inStores = cost.inStores(caller.accountId(), stores, counted.lines);
        return new DryRun(
                true,
                kind,
                counted.products,
                inStores.stream().mapToLong(InStore::rows).sum(),
                inStores.stream().mapToLong(InStore::calls).sum(),
                inStores.stream().mapToLong(InStore::images).sum(),
                inStores.stream().mapToLong(InStore::seconds).max().orElse(0),
                counted.estimated,
                counted.sampled,
                inStores.size(),
                inStores.subList(0, Math.min(MOST_STORES_SHOWN, inStores.size())),
                changed);
    }

    private Counted named(Caller caller, ActionKind kind, List<Long> ids, List<Store> stores) {
        Map<Long, Line> lines = cost.count(caller.accountId(), kind, ids, ids(stores));
        return new Counted(ids.size(), ids.size(), false, ids, lines);
    }

    private Counted matching(Caller caller, ActionKind kind, ProductWalk.Portions portions, List<Store> stores) {
        long end = System.nanoTime() + COUNTING.toNanos();
        Map<Long, Line> lines = new HashMap<>();
        List<Long> all = new ArrayList<>();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            List<Long> ids = portions.after(all.isEmpty() ? 0 : all.get(all.size() - 1), ProductNotes.PORTION);
            add(lines, cost.count(caller.accountId(), kind, ids, ids(stores)), 1);
            all.addAll(ids);
            more = ids.size() == ProductNotes.PORTION;
        }
        return more
                ? sampled(caller, kind, portions, stores, all)
                : new Counted(all.size(), all.size(), false, all, lines);
    }

    /** @param first some that were found from the beginning on: there are more in all */
    private Counted sampled(
            Caller caller, ActionKind kind, ProductWalk.Portions portions, List<Store> stores, List<Long> first) {
        long end = System.nanoTime() + SAMPLING.toNanos();
        Map<Long, Line> lines = new HashMap<>();
        List<SpreadSample.Part> parts =
                SpreadSample.of(portions, first.get(0) - 1, last(caller.accountId()), () -> System.nanoTime() < end);
        for (SpreadSample.Part part : parts) {
            add(lines, cost.count(caller.accountId(), kind, part.ids(), ids(stores)), part.weight());
        }
        long sampled = parts.stream().mapToLong(part -> part.ids().size()).sum();
        long products = Math.max(first.size(), Math.round(SpreadSample.products(parts)));
        return new Counted(products, sampled, true, SpreadSample.even(parts), lines);
    }

    private long last(long accountId) {
        return sql.statement("sync/find-last-product")
                .param("accountId", accountId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static void add(Map<Long, Line> lines, Map<Long, Line> more, double weight) {
        more.forEach((store, line) -> lines.merge(store, line.times(weight), Line::plus));
    }

    private static List<Long> ids(List<Store> stores) {
        return stores.stream().map(Store::id).toList();
    }
}
