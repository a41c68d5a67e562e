package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The terms of one taxonomy by id, name and slug. Stored objects are replaced, never changed. Not thread-safe. */
final class TermTable {

    private final TreeMap<Long, ObjectNode> byId = new TreeMap<>();
    private final Map<String, Long> byName = new HashMap<>();
    private final Map<String, Long> bySlug = new HashMap<>();

    void put(ObjectNode term) {
        long id = term.path("id").asLong();
        remove(id);
        byId.put(id, term);
        byName.put(key(term.path("name").asText(), term.path("parent").asLong()), id);
        bySlug.put(term.path("slug").asText(), id);
    }

    void remove(long id) {
        ObjectNode before = byId.remove(id);
        if (before != null) {
            byName.remove(
                    key(before.path("name").asText(), before.path("parent").asLong()), id);
            bySlug.remove(before.path("slug").asText(), id);
        }
    }

    List<ObjectNode> all() {
        return List.copyOf(byId.values());
    }

    Optional<ObjectNode> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Without letter case. @param parent 0 outside of trees */
    Optional<ObjectNode> byName(String name, long parent) {
        return Optional.ofNullable(byName.get(key(name, parent))).map(byId::get);
    }

    Optional<ObjectNode> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug)).map(byId::get);
    }

    /** "trousers", "trousers-2", "trousers-3". */
    String freeSlug(String wanted, long forId) {
        String candidate = wanted;
        for (int suffix = 2; bySlug.getOrDefault(candidate, forId) != forId; suffix++) {
            candidate = wanted + "-" + suffix;
        }
        return candidate;
    }

    private static String key(String name, long parent) {
        return parent + "/" + name.toLowerCase(Locale.ROOT);
    }
}
