package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the defaults of two states of a family. */
final class FamilyDefaults {

    private FamilyDefaults() {}

    /** Ids of the attributes whose default is another one, or is new, or is gone. */
    static List<Long> changed(FamilyBody before, FamilyBody after) {
        Map<Long, JsonNode> old = defaults(before);
        Map<Long, JsonNode> now = defaults(after);
        TreeSet<Long> ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        ids.removeIf(id -> Values.same(old.get(id), now.get(id)));
        return List.copyOf(ids);
    }

    private static Map<Long, JsonNode> defaults(FamilyBody family) {
        Map<Long, JsonNode> defaults = new HashMap<>();
        if (family.attributes() != null) {
            for (FamilyBody.Member member : family.attributes()) {
                if (member.attributeId() != null
                        && member.defaultValue() != null
                        && !member.defaultValue().isNull()) {
                    defaults.put(member.attributeId(), member.defaultValue());
                }
            }
        }
        return defaults;
    }
}
