package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes a product or variation when an option of a global attribute is renamed (term-rename) or deleted; a variation
 * also when an option is created whose slug it has kept.
 */
final class RenamedOptions {

    private RenamedOptions() {}

    /** @param before of a new option its slug alone @param after null if the option is gone */
    static ObjectNode of(ObjectNode product, long attribute, ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode changed = product.deepCopy();
        boolean isNew = !before.has("id");
        String name = before.path(isNew ? "slug" : "name").asText();
        for (JsonNode one : changed.path("attributes")) {
            if (one.path("id").asLong() != attribute) {
                continue;
            }
            if (one.path("option").asText().equals(name)) {
                ((ObjectNode) one).put("option", (after == null ? before.path("slug") : after.path("name")).asText());
            }
            if (one.path("options").isArray() && !isNew) {
                options((ObjectNode) one, name, after);
            }
        }
        return changed;
    }

    private static void options(ObjectNode attribute, String name, @Nullable ObjectNode after) {
        TreeSet<String> options = new TreeSet<>();
        attribute.path("options").forEach(option -> options.add(option.asText()));
        if (options.remove(name)) {
            if (after != null) {
                options.add(after.path("name").asText());
            }
            ArrayNode list = attribute.putArray("options");
            options.forEach(list::add);
        }
    }
}
