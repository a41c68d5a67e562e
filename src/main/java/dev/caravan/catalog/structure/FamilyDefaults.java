package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the defaults of two states of a family. */
final class FamilyDefaults {

    private FamilyDefaults() {}

    /**
     * Ids of the attributes whose default has changed, is new, or is removed.
     *
     * @param before by the attribute's id, as {@code after}
     */
    static List<Long> changed(Map<Long, JsonNode> before, Map<Long, JsonNode> after) {
        TreeSet<Long> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        ids.removeIf(id -> Values.same(before.get(id), after.get(id)));
        return List.copyOf(ids);
    }
}
