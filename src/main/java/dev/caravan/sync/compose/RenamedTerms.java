package dev.caravan.sync.compose;

import dev.caravan.catalog.event.AttributeOptionsChanged;
import dev.caravan.catalog.event.AttributeRenamed;
import dev.caravan.catalog.event.CategoryChanged;
import dev.caravan.platform.Sql;
import dev.caravan.sync.ledger.Terms;
import dev.caravan.sync.mapping.TermNames;
import dev.caravan.woocommerce.TermBatch;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A category or an attribute that is renamed in the catalogue stays the same one in each store: its id in the ledger
 * gets the new name, and {@link Terms} renames it in the store. Part of the transaction that changes the catalogue.
 */
@Component
class RenamedTerms {

    private final Sql sql;

    RenamedTerms(Sql sql) {
        this.sql = sql;
    }

    @EventListener
    void follow(CategoryChanged change) {
        List<String> before = TermNames.path(change.oldPath());
        List<String> after = TermNames.path(change.newPath());
        String name = after.get(after.size() - 1);
        List<String> parents = after.subList(0, after.size() - 1);
        sql.statement("sync/rename-categories")
                .param("accountId", change.accountId())
                .param("oldKeys", keys(before))
                .param("parentKeys", keys(parents))
                .param("parentNames", parents.toArray(String[]::new))
                .param("newKey", TermBatch.keyOf(name))
                .param("newName", name)
                .update();
    }

    @EventListener
    void follow(AttributeRenamed change) {
        String oldKey = TermBatch.keyOf(change.oldName());
        String newKey = TermBatch.keyOf(change.newName());
        sql.statement("sync/forget-absent-attributes")
                .param("accountId", change.accountId())
                .param("oldKey", oldKey)
                .param("newKey", newKey)
                .update();
        sql.statement("sync/rename-attributes")
                .param("accountId", change.accountId())
                .param("oldKey", oldKey)
                .param("newKey", newKey)
                .param("newName", change.newName())
                .update();
    }

    @EventListener
    void follow(AttributeOptionsChanged change) {
        sql.statement("sync/reorder-options")
                .param("accountId", change.accountId())
                .param("attribute", TermBatch.keyOf(change.name()))
                .param("keys", keys(change.options()))
                .update();
    }

    private static String[] keys(List<String> names) {
        return names.stream().map(TermBatch::keyOf).toArray(String[]::new);
    }
}
