package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.store.Store;
import dev.caravan.sync.Given;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.woocommerce.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The documents of products that are not claimed. */
class WantedDocumentsTest {

    private static final Mapping NAMES_BY_SKU = new Mapping() {
        @Override
        public Document document(Product product, Store store) {
            return document(product, null, store);
        }

        @Override
        public Document document(Product product, @Nullable Product parent, Store store) {
            if (product.sku().equals("BROKEN")) {
                throw new IllegalStateException("no price");
            }
            return Given.document("name", parent == null ? product.sku() : product.sku() + " of " + parent.sku());
        }
    };

    private final Map<Long, Product> products = new HashMap<>();
    private final Map<Long, @Nullable Long> wanted = new HashMap<>();
    private final List<Long> read = new ArrayList<>();
    private final WantedDocuments documents = new WantedDocuments(
            (account, ids) -> {
                read.addAll(ids);
                return products;
            },
            NAMES_BY_SKU);

    @Test
    void areReadWithTheirParentsEachOnce() {
        have(1, "SHIRT", ProductType.VARIABLE, null);
        have(2, "SHIRT-S", ProductType.VARIANT, null);
        have(3, "SHIRT-M", ProductType.VARIANT, null);
        have(4, "HAT", ProductType.SIMPLE, null);
        wanted.put(2L, 1L);
        wanted.put(3L, 1L);
        wanted.put(4L, null);

        assertThat(documents.of(store(), wanted))
                .isEqualTo(Map.of(
                        2L, document("name", "SHIRT-S of SHIRT"),
                        3L, document("name", "SHIRT-M of SHIRT"),
                        4L, document("name", "HAT")));
        assertThat(read).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void areMissingForProductsThatAreDeleted() {
        have(1, "SHIRT", ProductType.VARIABLE, NOW);
        have(2, "SHIRT-S", ProductType.VARIANT, null);
        have(3, "HAT", ProductType.SIMPLE, NOW);
        have(6, "SHOE-S", ProductType.VARIANT, null);
        wanted.put(2L, 1L); // its parent is softly deleted
        wanted.put(3L, null);
        wanted.put(4L, null); // deleted for good
        wanted.put(6L, 5L); // its parent is deleted for good

        assertThat(documents.of(store(), wanted)).isEmpty();
    }

    @Test
    void areMissingForProductsThatCannotBeComposed() {
        have(1, "BROKEN", ProductType.SIMPLE, null);
        have(2, "HAT", ProductType.SIMPLE, null);
        wanted.put(1L, null);
        wanted.put(2L, null);

        assertThat(documents.of(store(), wanted)).containsOnlyKeys(2L);
    }

    private void have(long id, String sku, ProductType type, @Nullable Instant deletedAt) {
        products.put(id, product(id, sku, type, deletedAt));
    }
}
