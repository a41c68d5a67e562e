package dev.caravan.catalog.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that were read differently from what the file says: each kind once, with the number of rows. */
final class Notes {

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** @param text one of a fixed set of texts */
    void add(String text) {
        counts.merge(text, 1L, Long::sum);
    }

    List<String> list() {
        return counts.entrySet().stream()
                .map(note -> note.getKey() + " (" + note.getValue() + (note.getValue() == 1 ? " row)" : " rows)"))
                .toList();
    }
}
