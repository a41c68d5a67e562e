package dev.caravan.sandbox;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids by a text as the database compares: without letter case and accents, ß as ss. Empty texts are left out. One writer at a
 * time, any number of readers.
 */
final class TextIndex {

    private final Map<String, List<Long>> ids = new ConcurrentHashMap<>();

    List<Long> of(String text) {
        return ids.getOrDefault(key(text), List.of());
    }

    void move(long id, String before, String now) {
        String old = key(before);
        String fresh = key(now);
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

    private static String key(String text) {
        String plain = text.chars().allMatch(c -> c < 128)
                ? text
                : Normalizer.normalize(text.replace("ß", "ss").replace("ø", "o"), Normalizer.Form.NFKD)
                        .replaceAll("[\\p{M}\\p{Cf}]", "");
        return plain.toLowerCase(Locale.ROOT);
    }
}
