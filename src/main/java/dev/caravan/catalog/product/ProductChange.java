package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.structure.AttributeRule;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.structure.References.FamilyRule;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A requested change of one product.
 *
 * @param before null if the product is to be created; otherwise its locked row
 * @param ofFamily only attributes that belong to the product's family may be changed
 */
public record ProductChange(@Nullable ProductRow before, ObjectNode patch, boolean ofFamily) {

    public ProductChange(@Nullable ProductRow before, ObjectNode patch) {
        this(before, patch, false);
    }

    /** Notes the rows that must be read before the change can be checked. */
    void note(Needs needs) {
        ids("assets", needs.assets()::add);
        if (patch.path("attributes").isArray()) {
            patch.get("attributes").forEach(entry -> AttributeEntry.note(entry, needs));
        }
        id(patch.path("familyId"), needs.families()::add);
        if (before == null) {
            id(patch.path("parentProductId"), needs.parents()::add);
            return;
        }
        if (patch.has("attributes")) {
            needs.attributes().addAll(before.attributeValues.keySet());
        }
        if (before.familyId != null && (patch.has("status") || patch.has("familyId") || patch.has("attributes"))) {
            needs.families().add(before.familyId);
        }
        if (before.type == ProductType.VARIABLE && patch.has("type")) {
            needs.variables().add(before.id);
        }
    }

    /** The product after the change. @throws ApiException 400 */
    ProductRow apply(References known) {
        if (ofFamily && before != null) {
            checkFamily(before, known);
        }
        return ProductPatch.apply(before, patch, known);
    }

    private void checkFamily(ProductRow product, References known) {
        Set<Long> allowed = known.rules(product.familyId).stream()
                .map(FamilyRule::attributeId)
                .collect(Collectors.toSet());
        JsonNode entries = patch.path("attributes");
        for (int i = 0; i < entries.size(); i++) {
            String field = "attributes[" + i + "]";
            AttributeRule rule;
            try {
                rule = AttributeEntry.find(entries.get(i), known);
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid(field, String.valueOf(e.getMessage()));
            }
            if (!allowed.contains(rule.id())) {
                throw ApiException.invalid(field, "(" + rule.name() + ") does not belong to the product's family");
            }
        }
    }

    private void ids(String field, Consumer<Long> note) {
        if (patch.path(field).isArray()) {
            patch.get(field).forEach(entry -> id(entry.isObject() ? entry.path("id") : entry, note));
        }
    }

    private static void id(JsonNode node, Consumer<Long> note) {
        try {
            if (!node.isMissingNode() && !node.isNull()) {
                note.accept(Values.id(node));
            }
        } catch (IllegalArgumentException e) {
            // ProductPatch refuses it, with the field's name
        }
    }
}
