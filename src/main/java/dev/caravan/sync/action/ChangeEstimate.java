package dev.caravan.sync.action;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.action.ActionCost.Line;
import dev.caravan.sync.preview.PlannedRows;
import dev.caravan.sync.preview.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * How many fields an action would change: up to a thousand rows are all composed and compared with what the stores have acknowledged;
 * of more, some in each store, which stand for the others there.
 */
@Component
class ChangeEstimate {

    /** Rows that are composed. */
    static final int MOST_ROWS = 1_000;

    /** Products among which these rows are looked for. */
    private static final int MOST_PRODUCTS = 2_000;

    private static final int MOST_STORES = 50;
    private static final int FEWEST_OF_A_STORE = 10;

    /** Composed with a few statements; between two of them the time is looked at. */
    private static final int AT_ONCE = 100;

    private final Sql sql;
    private final PlannedRows rows;

    ChangeEstimate(Sql sql, PlannedRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    private record Row(long connectionId, long productId) {}

    /**
     * @param lines what the action does in each store @param ids its products, or an even sample of them
     * @param isSample whether there are more products
     * @param inTime asked between portions; if it is over, what was compared by then stands for all
     */
    Changes of(
            ActionKind kind,
            List<Store> stores,
            Map<Long, Line> lines,
            List<Long> ids,
            boolean isSample,
            BooleanSupplier inTime) {
        long sent = stores.stream().mapToLong(store -> sent(lines, store)).sum();
        if (sent == 0) {
            return Changes.NONE;
        }
        List<Store> largest = stores.stream()
                .filter(store -> sent(lines, store) > 0)
                .sorted(Comparator.comparingLong((Store store) -> sent(lines, store))
                        .reversed())
                .limit(MOST_STORES)
                .toList();
        Map<Long, List<Long>> chosen = chosen(kind, largest, lines, SpreadSample.some(ids, MOST_PRODUCTS), sent);
        Map<Long, Tally> tallies = inTurns(largest, chosen, rows::tally, inTime);
        Tally all = Tally.NONE;
        long compared = 0;
        long stoodFor = 0;
        for (Store store : largest) {
            Tally some = tallies.getOrDefault(store.id(), Tally.NONE);
            if (some.examined() > 0) {
                long inStore = sent(lines, store);
                all = all.plus(some, inStore / some.examined());
                compared += Math.round(some.examined());
                stoodFor += inStore;
            }
        }
        boolean estimated = isSample || compared < sent;
        return stoodFor == 0
                ? Changes.of(Tally.NONE, 0, true)
                : Changes.of(Tally.NONE.plus(all, (double) sent / stoodFor), compared, estimated);
    }

    /**
     * One portion of each store after the other, so that no store stands for those that were not reached in time. The first one is looked at
     * in any case: an answer about nothing would say that nothing changes.
     */
    static Map<Long, Tally> inTurns(
            List<Store> stores,
            Map<Long, List<Long>> chosen,
            BiFunction<Store, List<Long>, Tally> tally,
            BooleanSupplier inTime) {
        Map<Long, Tally> tallies = new HashMap<>();
        int most = chosen.values().stream().mapToInt(List::size).max().orElse(0);
        for (int from = 0; from < most; from += AT_ONCE) {
            for (Store store : stores) {
                List<Long> ids = chosen.getOrDefault(store.id(), List.of());
                if (from < ids.size() && (inTime.getAsBoolean() || tallies.isEmpty())) {
                    List<Long> portion = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
                    tallies.merge(store.id(), tally.apply(store, portion), (one, more) -> one.plus(more, 1));
                }
            }
        }
        return tallies;
    }

    /** By store, the products whose rows are compared: in each as large a part as of all rows. */
    private Map<Long, List<Long>> chosen(
            ActionKind kind, List<Store> stores, Map<Long, Line> lines, List<Long> ids, long sent) {
        Long[] most = stores.stream()
                .map(store -> sent <= MOST_ROWS
                        ? MOST_ROWS
                        : Math.max(FEWEST_OF_A_STORE, MOST_ROWS * sent(lines, store) / sent))
                .toArray(Long[]::new);
        Map<Long, List<Long>> chosen = new HashMap<>();
        sql.statement("sync/sample-action-rows")
                .param("accountId", stores.get(0).accountId())
                .param("ids", ids.toArray(Long[]::new))
                .param("stores", stores.stream().map(Store::id).toArray(Long[]::new))
                .param("most", most)
                .param("everywhere", kind == ActionKind.EXPORT)
                .param("sends", kind.sends())
                .query(Row.class)
                .list()
                .forEach(row -> chosen.computeIfAbsent(row.connectionId, store -> new ArrayList<>())
                        .add(row.productId));
        return chosen;
    }

    private static long sent(Map<Long, Line> lines, Store store) {
        Line line = lines.get(store.id());
        return line == null ? 0 : line.sent();
    }
}
