package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.store.mapping.Source;
import org.jspecify.annotations.Nullable;

/** A product's value for the source of a mapping. */
final class SourceValues {

    private SourceValues() {}

    /** The value; null if the product has none. */
    static @Nullable JsonNode value(Product product, Source source) {
        CatalogueField core = source.field();
        if (core != null) {
            return CoreFields.value(core, product);
        }
        AttributeValue attribute = attribute(product, source.attributeId());
        if (attribute == null) {
            return null;
        }
        JsonNode value = attribute.value();
        return value.isNull() || value.isTextual() && value.textValue().isBlank() ? null : value;
    }

    /** The attribute; null if the product does not have it, or if the source is no attribute. */
    static @Nullable AttributeValue attribute(Product product, @Nullable Long id) {
        return product.attributes().stream()
                .filter(attribute -> id != null && attribute.attributeId() == id)
                .findFirst()
                .orElse(null);
    }
}
