package dev.caravan.sync.ledger;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Categories whose new names and places a store has not been sent yet. */
@Component
class MovedCategories {

    private final Sql sql;
    private final TermLedger ledger;

    MovedCategories(Sql sql, TermLedger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /**
     * Places those that were moved below one that the store did not have until now. @return whether there were any
     */
    boolean place(Store store) {
        return of(store, "sync/place-moved-categories").query(Long.class).single() > 0;
    }

    /** Those that lie in the store where others are to be created. */
    Displacement displaced(Store store, List<Wanted> others) {
        if (others.isEmpty()) {
            return new Displacement(List.of(), new KnownTerms(Map.of()));
        }
        var columns = new Columns<>(others);
        List<Displaced> displaced = of(store, "sync/find-displaced-categories")
                .param("parents", columns.longs(Wanted::parentWooId))
                .param("keys", columns.texts(Wanted::key))
                .query((row, n) -> displaced(row))
                .list();
        List<Wanted> above = displaced.stream()
                .flatMap(one -> one.path().stream())
                .map(name -> new Wanted(TermKind.CATEGORY, 0, name))
                .toList();
        return new Displacement(displaced, ledger.find(store, above));
    }

    /** The rows that wait for terms, and whose products have changed since they were claimed. */
    Set<Long> changed(Delivery delivery) {
        List<ClaimedRow> waiting = delivery.plans().stream()
                .filter(Plan::mustResolve)
                .map(Plan::row)
                .toList();
        var columns = new Columns<>(waiting);
        return Set.copyOf(of(delivery.store(), "sync/find-changed-rows")
                .param("ids", columns.longs(ClaimedRow::id))
                .param("wanted", columns.longs(ClaimedRow::wanted))
                .query(Long.class)
                .list());
    }

    private StatementSpec of(Store store, String statement) {
        return sql.statement(statement).param("accountId", store.accountId()).param("connectionId", store.id());
    }

    private static Displaced displaced(ResultSet row) throws SQLException {
        Array path = row.getArray("path");
        return new Displaced(
                new Slot(TermKind.CATEGORY, row.getLong("lies_below"), row.getString("lies_as")),
                new Known(
                        row.getLong("woo_id"),
                        new Wanted(TermKind.CATEGORY, row.getLong("parent_woo_id"), row.getString("name")),
                        null,
                        row.getString("pending").equals("place"),
                        null),
                path == null ? List.of() : List.of((String[]) path.getArray()));
    }
}
