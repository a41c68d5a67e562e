package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a product has for an attribute.
 *
 * @param value a text, number or boolean; a date as {@code 2026-01-31}; of a multichoice a list of texts
 */
public record AttributeValue(long attributeId, String name, AttributeType type, JsonNode value) {}
