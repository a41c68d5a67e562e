package dev.caravan.sync.ledger;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.mapping.AlikeNames;
import dev.caravan.woocommerce.TermBatch;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Options that a store's database takes for one: {@link AlikeNames} folds their names, and the ledger keeps the
 * folded names.
 */
@Component
public class AlikeOptions {

    private final Sql sql;

    public AlikeOptions(Sql sql) {
        this.sql = sql;
    }

    /** An option whose folded name is not in the ledger yet. */
    record Unfolded(long parentWooId, String nameKey, String name) {}

    /**
     * Finds, among options that the store does not have, those that it would take for another one. @return the
     * other's name
     */
    public Map<Slot, String> find(Store store, List<Wanted> options) {
        Map<Slot, String> alike = new HashMap<>();
        if (!options.isEmpty()) {
            fold(store, options);
            var columns = new Columns<>(options);
            of(store, "sync/find-alike-options")
                    .param("attributes", columns.longs(Wanted::parentWooId))
                    .param("keys", columns.texts(Wanted::key))
                    .param("folded", columns.texts(option -> folded(option.name())))
                    .query(row -> {
                        alike.put(
                                new Slot(TermKind.OPTION, row.getLong("parent_woo_id"), row.getString("name_key")),
                                row.getString("other"));
                    });
        }
        return alike;
    }

    /**
     * Folds the names of options that were noted before folded names were kept. A portion at a time, until none is
     * left that can be locked.
     */
    private void fold(Store store, List<Wanted> options) {
        Long[] attributes = options.stream().map(Wanted::parentWooId).distinct().toArray(Long[]::new);
        boolean more = true;
        while (more) {
            List<Unfolded> portion = of(store, "sync/find-options-to-fold")
                    .param("attributes", attributes)
                    .query(Unfolded.class)
                    .list();
            var columns = new Columns<>(portion);
            more = !portion.isEmpty()
                    && of(store, "sync/fold-options")
                                    .param("attributes", columns.longs(Unfolded::parentWooId))
                                    .param("keys", columns.texts(Unfolded::nameKey))
                                    .param("names", columns.texts(Unfolded::name))
                                    .param("folded", columns.texts(option -> folded(option.name())))
                                    .update()
                            > 0;
        }
    }

    /** A name as the ledger compares it. */
    static String folded(String name) {
        return AlikeNames.folded(TermBatch.keyOf(name));
    }

    private StatementSpec of(Store store, String statement) {
        return sql.statement(statement).param("accountId", store.accountId()).param("connectionId", store.id());
    }
}
