package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.structure.AttributeRule;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.value.Values;

/** One entry of a request's {@code attributes}: names the attribute by {@code attributeId}, or by {@code name}. */
final class AttributeEntry {

    private AttributeEntry() {}

    /** The attribute of the entry. @throws IllegalArgumentException if there is none */
    static AttributeRule find(JsonNode entry, References references) {
        if (entry.hasNonNull("attributeId")) {
            long id = Values.id(entry.get("attributeId"));
            AttributeRule rule = references.attributes().get(id);
            if (rule == null) {
                throw new IllegalArgumentException("names attribute " + id + ", which does not exist");
            }
            return rule;
        }
        if (entry.path("name").isTextual()) {
            String name = Values.line(entry.path("name").textValue());
            AttributeRule rule = references.attributeNamed(name);
            if (rule == null) {
                throw new IllegalArgumentException("names attribute \"" + name + "\", which does not exist");
            }
            return rule;
        }
        throw new IllegalArgumentException("needs an attributeId");
    }

    /** Notes which attribute must be read. */
    static void note(JsonNode entry, References.Needs needs) {
        if (entry.path("attributeId").canConvertToLong()) {
            needs.attributes().add(entry.path("attributeId").longValue());
        } else if (entry.path("attributeId").isTextual()
                && entry.path("attributeId").textValue().matches("\\d{1,18}")) {
            needs.attributes().add(Long.parseLong(entry.path("attributeId").textValue()));
        } else if (entry.path("name").isTextual()) {
            needs.attributeNames()
                    .add(Values.line(entry.path("name").textValue()).replace("\0", ""));
        }
    }
}
