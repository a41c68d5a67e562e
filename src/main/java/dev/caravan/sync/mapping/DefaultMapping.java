package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.woocommerce.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/** The mapping without any configuration: every field of a product at its usual place. */
final class DefaultMapping implements Mapping {

    @Override
    public Document document(Product product, Store store) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (CatalogueField field : CatalogueField.values()) {
            CoreFields.write(field, product, fields);
        }
        return new Document(fields);
    }
}
