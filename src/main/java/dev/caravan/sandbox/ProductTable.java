package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Products by id, by SKU and slug, and by last change. Stored objects are never changed, only replaced; one writer at a
 * time ({@link Catalogue}), any number of readers.
 */
final class ProductTable {

    private record Stored(long sequence, ObjectNode product) {}

    private final NavigableMap<Long, Stored> byId = new ConcurrentSkipListMap<>();
    private final NavigableMap<Long, Long> byChange = new ConcurrentSkipListMap<>();
    private final Map<String, List<Long>> bySku = new ConcurrentHashMap<>();
    private final Map<String, Long> bySlug = new ConcurrentHashMap<>();
    private final Map<String, Integer> slugSuffixes = new ConcurrentHashMap<>();
    private long sequence;

    void put(ObjectNode product) {
        long id = product.path("id").asLong();
        Stored before = byId.put(id, new Stored(++sequence, product));
        byChange.put(sequence, id);
        String sku = product.path("sku").asText("");
        if (!sku.isEmpty()) {
            bySku.merge(key(sku), List.of(id), ProductTable::joined);
        }
        String slug = product.path("slug").asText("");
        if (!slug.isEmpty()) {
            bySlug.put(slug, id);
        }
        if (before != null) {
            unindex(id, before, sku, slug);
        }
    }

    void remove(long id) {
        Stored before = byId.remove(id);
        if (before != null) {
            unindex(id, before, "", "");
        }
    }

    Optional<ObjectNode> byId(long id) {
        return Optional.ofNullable(byId.get(id)).map(Stored::product);
    }

    /** Without letter case. More than one only for SKUs over 100 characters, or behind the back of the checks. */
    List<ObjectNode> bySku(String sku) {
        List<ObjectNode> found = new ArrayList<>();
        for (Long id : bySku.getOrDefault(key(sku), List.of())) {
            byId(id).ifPresent(found::add);
        }
        return found;
    }

    int size() {
        return byId.size();
    }

    long lastId() {
        return byId.isEmpty() ? 0 : byId.lastKey();
    }

    Stream<ObjectNode> all(boolean descending) {
        return (descending ? byId.descendingMap() : byId).values().stream().map(Stored::product);
    }

    Stream<ObjectNode> newestChangeFirst() {
        return byChange.descendingMap().values().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(Stored::product);
    }

    Stream<ObjectNode> oldestChangeFirst() {
        return byChange.values().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(Stored::product);
    }

    /** "minimal", "minimal-2", "minimal-3". */
    String freeSlug(String wanted, long forId) {
        Long holder = bySlug.get(wanted);
        if (holder == null || holder == forId) {
            return wanted;
        }
        String candidate;
        do {
            candidate = wanted + "-" + slugSuffixes.merge(wanted, 2, (last, first) -> last + 1);
        } while (bySlug.containsKey(candidate));
        return candidate;
    }

    private void unindex(long id, Stored before, String skuNow, String slugNow) {
        byChange.remove(before.sequence());
        String sku = key(before.product().path("sku").asText(""));
        if (!sku.equals(key(skuNow))) {
            bySku.computeIfPresent(sku, (k, ids) -> {
                List<Long> rest = ids.stream().filter(other -> other != id).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
        String slug = before.product().path("slug").asText("");
        if (!slug.equals(slugNow)) {
            bySlug.remove(slug, id);
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

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
