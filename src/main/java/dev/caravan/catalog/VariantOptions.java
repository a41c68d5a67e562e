package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An attribute in which the variants of a product have values of their own, and thus differ.
 *
 * @param values all different ones; of a choice in the order of its options; the values of a multichoice one by one
 */
public record VariantOptions(long attributeId, String name, AttributeType type, List<JsonNode> values) {

    public VariantOptions {
        values = List.copyOf(values);
    }
}
