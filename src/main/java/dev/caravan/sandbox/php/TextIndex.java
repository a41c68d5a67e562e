package dev.caravan.sandbox.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ids by a text as the database compares: see {@link Collation}. Empty texts are left out. One writer at a time, any number of readers. */
public final class TextIndex {

    private final Map<String, List<Long>> ids = new ConcurrentHashMap<>();

    public List<Long> of(String text) {
        return ids.getOrDefault(Collation.key(text), List.of());
    }

    public void move(long id, String before, String now) {
        String old = Collation.key(before);
        String fresh = Collation.key(now);
        if (!fresh.isEmpty()) {
            ids.merge(fresh, List.of(id), TextIndex::joined);
        }
        if (!old.equals(fresh)) {
            ids.computeIfPresent(old, (key, known) -> {
                List<Long> rest = known.stream().filter(other -> other != id).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    private static List<Long> joined(List<Long> known, List<Long> added) {
        if (known.containsAll(added)) {
            return known;
        }
        List<Long> all = new ArrayList<>(known);
        all.addAll(added);
        return List.copyOf(all);
    }
}
