package dev.caravan.sync.preview;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.Product;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Lane;
import dev.caravan.sync.batch.Recoveries;
import dev.caravan.sync.claim.ClaimedRows;
import dev.caravan.woocommerce.FieldHashes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Sync rows as a claim would see them, for previews. */
@Component
public class PreviewRows {

    private final Sql sql;
    private final CatalogApi catalog;

    PreviewRows(Sql sql, CatalogApi catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    /**
     * One for each product, in their order. A product that is not linked would be created.
     *
     * @throws ApiException 404 for a product that the account does not have
     */
    public List<ClaimedRow> of(long accountId, long connectionId, List<Long> productIds) {
        Map<Long, ClaimedRow> found = there(accountId, connectionId, productIds);
        return productIds.stream()
                .map(id -> {
                    ClaimedRow row = found.get(id);
                    if (row == null) {
                        throw ApiException.notFound("Product", id);
                    }
                    return row;
                })
                .toList();
    }

    /** Those of the products that the account has, by product, in their order. */
    Map<Long, ClaimedRow> there(long accountId, long connectionId, List<Long> productIds) {
        Map<Long, ClaimedRow> linked = sql
                .statement("sync/read-rows-for-preview")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", productIds.toArray(Long[]::new))
                .query((row, n) -> ClaimedRows.read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(ClaimedRow::productId, Function.identity()));
        List<Long> others =
                productIds.stream().filter(id -> !linked.containsKey(id)).toList();
        Map<Long, Product> products = catalog.products(accountId, others);
        Map<Long, ClaimedRow> rows = new LinkedHashMap<>();
        for (Long id : productIds) {
            Product product = products.get(id);
            ClaimedRow row = product == null ? linked.get(id) : unlinked(product);
            if (row != null) {
                rows.put(id, row);
            }
        }
        return rows;
    }

    private static ClaimedRow unlinked(Product product) {
        return new ClaimedRow(
                0,
                product.id(),
                product.sku(),
                null,
                Intent.UPSERT,
                1,
                0,
                null,
                null,
                false,
                FieldHashes.none(),
                null,
                product.parentProductId(),
                null,
                false,
                null,
                Lane.MAIN,
                Set.of(),
                Recoveries.NONE,
                null,
                List.of(),
                Set.of(),
                null);
    }
}
