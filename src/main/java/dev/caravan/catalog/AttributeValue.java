package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A product's value for an attribute.
 *
 * @param value a text, number or boolean; a date as {@code 2026-01-31}; of a multichoice a list of texts
 * @param inherited whether it is the default of the product's family, because the product has no value of its own
 */
public record AttributeValue(long attributeId, String name, AttributeType type, JsonNode value, boolean inherited) {

    public AttributeValue(long attributeId, String name, AttributeType type, JsonNode value) {
        this(attributeId, name, type, value, false);
    }
}
