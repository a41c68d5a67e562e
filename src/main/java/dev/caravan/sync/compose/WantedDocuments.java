package dev.caravan.sync.compose;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.woocommerce.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Documents of products that are not claimed. */
@Component
class WantedDocuments {

    private static final Logger log = LoggerFactory.getLogger(WantedDocuments.class);

    private final CatalogApi catalog;
    private final Mapping mapping;

    WantedDocuments(CatalogApi catalog, Mapping mapping) {
        this.catalog = catalog;
        this.mapping = mapping;
    }

    /**
     * The documents of products, as the catalogue has them now; without products that are deleted or cannot be
     * composed.
     *
     * @param parents the products, with their parents if they have any
     */
    Map<Long, Document> of(Store store, Map<Long, @Nullable Long> parents) {
        List<Long> ids = Stream.concat(
                        parents.keySet().stream(), parents.values().stream().filter(Objects::nonNull))
                .distinct()
                .toList();
        Map<Long, Product> products = catalog.products(store.accountId(), ids);
        Mapping current = mapping.current(store);
        Map<Long, Document> documents = new HashMap<>();
        parents.forEach((id, parentId) -> {
            Product product = products.get(id);
            Product parent = parentId == null ? null : products.get(parentId);
            if (product != null && !isGone(product) && (parentId == null || !isGone(parent))) {
                try {
                    documents.put(id, current.document(product, parent, store));
                } catch (RuntimeException e) {
                    log.debug("Product {} cannot be composed for connection {}", id, store.id(), e);
                }
            }
        });
        return documents;
    }

    static boolean isGone(@Nullable Product product) {
        return product == null || product.deletedAt() != null;
    }
}
