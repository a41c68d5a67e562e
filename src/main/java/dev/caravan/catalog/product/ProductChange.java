package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.catalog.value.Values;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a request wants of one product. @param before null if the product is to be made; else its locked row */
public record ProductChange(@Nullable ProductRow before, ObjectNode patch) {

    /** Notes what has to be read before the change can be judged. */
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
