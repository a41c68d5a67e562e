package dev.caravan.sync.compose;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which products of a store are linked to which products of the catalogue. */
@Component
public class Links {

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Links(Sql sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The holders of these products of the store. */
    public Holders among(Store store, Collection<Found> found) {
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
        return new Holders(linked, arriving(store, found));
    }

    /** The products of the catalogue whose mark these have, and that are pending and about to be linked to them. */
    private Set<Long> arriving(Store store, Collection<Found> found) {
        Long[] marked = found.stream()
                .flatMap(one -> OurMark.product(store, one.caravanKey()).stream())
                .distinct()
                .toArray(Long[]::new);
        return marked.length == 0
                ? Set.of()
                : Set.copyOf(sql.statement("sync/find-open-rows")
                        .param("accountId", store.accountId())
                        .param("connectionId", store.id())
                        .param("productIds", marked)
                        .query(Long.class)
                        .list());
    }

    /**
     * Links a product to one of the store, as a user says: from then on the store shows the catalogue's values.
     *
     * @throws ApiException 404 if there is no such product, 409 if another one is linked to the store's already
     */
    public void byHand(long accountId, long connectionId, long productId, long wooProductId) {
        Long other = transaction.execute(status -> {
            sql.statement("sync/lock-store")
                    .param("connectionId", connectionId)
                    .query(Long.class)
                    .list();
            return sql.statement("sync/link-product")
                    .param("accountId", accountId)
                    .param("connectionId", connectionId)
                    .param("productId", productId)
                    .param("wooProductId", wooProductId)
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() -> ApiException.notFound("Product", productId));
        });
        if (Objects.requireNonNull(other) != productId) {
            throw ApiException.conflict("The store's product " + wooProductId + " is linked to product " + other
                    + " already; unlink that one first");
        }
    }
}
