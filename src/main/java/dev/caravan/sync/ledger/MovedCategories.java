package dev.caravan.sync.ledger;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Categories whose new names and places a store has not been sent yet. */
@Component
class MovedCategories {

    private final Sql sql;

    MovedCategories(Sql sql) {
        this.sql = sql;
    }

    /**
     * Places those that were moved below one that the store did not have until now. @return whether there were any
     */
    boolean place(Store store) {
        return of(store, "sync/place-moved-categories").query(Long.class).single() > 0;
    }

    /** Those that lie in the store where others are to be created. */
    List<Displaced> displaced(Store store, Collection<Wanted> others) {
        var columns = new Columns<>(List.copyOf(others));
        return of(store, "sync/find-displaced-categories")
                .param("parents", columns.longs(Wanted::parentWooId))
                .param("keys", columns.texts(Wanted::key))
                .query((row, n) -> displaced(row))
                .list();
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
