package dev.caravan.sync;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which products of a store are linked to which of the catalogue. */
@Component
class Links {

    private final Sql sql;

    Links(Sql sql) {
        this.sql = sql;
    }

    /** Of these products of the store those that are linked: the store's id to the catalogue's. */
    Map<Long, Long> among(Store store, Collection<Found> found) {
        Map<Long, Long> linked = new HashMap<>();
        if (!found.isEmpty()) {
            sql.statement("sync/find-links")
                    .param("accountId", store.accountId())
                    .param("connectionId", store.id())
                    .param(
                            "wooProductIds",
                            found.stream().map(Found::wooProductId).toArray(Long[]::new))
                    .query(row -> {
                        linked.put(row.getLong("woo_product_id"), row.getLong("product_id"));
                    });
        }
        return linked;
    }
}
