package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Collation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * The terms of one taxonomy by id, name and slug; of duplicates the oldest is found. Stored objects are replaced, never
 * changed. Not thread-safe.
 */
final class TermTable {

    private final TreeMap<Long, ObjectNode> byId = new TreeMap<>();
    private final Map<String, TreeSet<Long>> byName = new HashMap<>();
    private final Map<String, TreeSet<Long>> byEqualName = new HashMap<>();
    private final Map<String, Long> bySlug = new HashMap<>();
    private final Set<String> lostSlugs = ConcurrentHashMap.newKeySet();

    void put(ObjectNode term) {
        long id = term.path("id").asLong();
        remove(id);
        byId.put(id, term);
        byName.computeIfAbsent(
                        key(term.path("name").asText(), term.path("parent").asLong()), name -> new TreeSet<>())
                .add(id);
        byEqualName
                .computeIfAbsent(folded(term.path("name").asText()), name -> new TreeSet<>())
                .add(id);
        bySlug.put(term.path("slug").asText(), id);
    }

    /** Deletes it. */
    void lose(long id) {
        byId(id).ifPresent(term -> lostSlugs.add(term.path("slug").asText()));
        remove(id);
    }

    /** Whether a term with this slug was deleted, and none with it was created since. */
    boolean wasLost(String slug) {
        return lostSlugs.remove(slug);
    }

    private void remove(long id) {
        ObjectNode before = byId.remove(id);
        if (before != null) {
            String name =
                    key(before.path("name").asText(), before.path("parent").asLong());
            TreeSet<Long> namesakes = byName.getOrDefault(name, new TreeSet<>());
            namesakes.remove(id);
            if (namesakes.isEmpty()) {
                byName.remove(name);
            }
            byEqualName
                    .getOrDefault(folded(before.path("name").asText()), new TreeSet<>())
                    .remove(id);
            bySlug.remove(before.path("slug").asText(), id);
        }
    }

    List<ObjectNode> all() {
        return List.copyOf(byId.values());
    }

    Optional<ObjectNode> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Without the letter case of ASCII letters. @param parent 0 outside of trees @param seen which terms count */
    Optional<ObjectNode> byName(String name, long parent, LongPredicate seen) {
        return Optional.ofNullable(byName.get(key(name, parent)))
                .flatMap(ids -> ids.stream().filter(seen::test).findFirst())
                .map(byId::get);
    }

    /** As the database compares: accents do not count either (term-collate-option-in-product). */
    Optional<ObjectNode> byEqualName(String name, LongPredicate seen) {
        return byEqualName.getOrDefault(folded(name), new TreeSet<>()).stream()
                .filter(seen::test)
                .findFirst()
                .map(byId::get);
    }

    private static String folded(String name) {
        return Collation.key(name.strip());
    }

    /** @param seen which terms count */
    Optional<ObjectNode> bySlug(String slug, LongPredicate seen) {
        return Optional.ofNullable(bySlug.get(slug)).filter(seen::test).map(byId::get);
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
        StringBuilder key = new StringBuilder(parent + "/" + name);
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            key.setCharAt(i, letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter);
        }
        return key.toString();
    }
}
