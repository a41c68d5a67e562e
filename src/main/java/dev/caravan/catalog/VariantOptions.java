package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An attribute in which the variants of a product have values of their own, and thus differ.
 *
 * @param values the distinct values: those of a choice in the order of its options, texts in the order of the
 * variants, the values of a multichoice one by one
 * @param order all options of a choice or multichoice, in the catalogue's order; empty for other types
 */
public record VariantOptions(
        long attributeId, String name, AttributeType type, List<JsonNode> values, List<String> order) {

    public VariantOptions {
        values = List.copyOf(values);
        order = List.copyOf(order);
    }

    /** An attribute for which the catalogue gives no order. */
    public VariantOptions(long attributeId, String name, AttributeType type, List<JsonNode> values) {
        this(attributeId, name, type, values, List.of());
    }
}
