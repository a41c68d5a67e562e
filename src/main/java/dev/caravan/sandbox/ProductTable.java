package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Products and variations by id, by SKU and slug, by parent, and by last change. Stored objects are never changed, only
 * replaced; one writer at a time ({@link Catalogue}), any number of readers.
 */
final class ProductTable {

    private record Stored(long sequence, ObjectNode product) {}

    private final NavigableMap<Long, Stored> products = new ConcurrentSkipListMap<>();
    private final Map<Long, Stored> variations = new ConcurrentHashMap<>();
    private final Map<Long, NavigableSet<Long>> byParent = new ConcurrentHashMap<>();
    private final Map<Long, String> variationChanged = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Long> byChange = new ConcurrentSkipListMap<>();
    private final Map<String, List<Long>> bySku = new ConcurrentHashMap<>();
    private final Map<String, Long> bySlug = new ConcurrentHashMap<>();
    private final Map<String, Integer> slugSuffixes = new ConcurrentHashMap<>();
    private long sequence;

    static boolean isVariation(ObjectNode stored) {
        return stored.path("type").asText().equals("variation");
    }

    void put(ObjectNode product) {
        long id = product.path("id").asLong();
        Map<Long, Stored> kind = isVariation(product) ? variations : products;
        Stored before = kind.put(id, new Stored(++sequence, product));
        byChange.put(sequence, id);
        if (isVariation(product)) {
            long parent = product.path("parent_id").asLong();
            byParent.computeIfAbsent(parent, key -> new ConcurrentSkipListSet<>())
                    .add(id);
            changed(parent, product.path("date_modified").asText());
        }
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
        Stored before = products.remove(id);
        if (before == null) {
            before = variations.remove(id);
        }
        if (before != null) {
            unindex(id, before, "", "");
            byParent.computeIfPresent(before.product().path("parent_id").asLong(), (parent, children) -> {
                children.remove(id);
                return children.isEmpty() ? null : children;
            });
        }
    }

    /** A product or a variation. */
    Optional<ObjectNode> byId(long id) {
        Stored product = products.get(id);
        return Optional.ofNullable(product == null ? variations.get(id) : product)
                .map(Stored::product);
    }

    Optional<ObjectNode> product(long id) {
        return Optional.ofNullable(products.get(id)).map(Stored::product);
    }

    Optional<ObjectNode> variation(long parent, long id) {
        return Optional.ofNullable(variations.get(id))
                .map(Stored::product)
                .filter(variation -> variation.path("parent_id").asLong() == parent);
    }

    /** By id, trashed ones too. */
    List<ObjectNode> variations(long parent) {
        NavigableSet<Long> children = byParent.get(parent);
        return children == null
                ? List.of()
                : children.stream()
                        .map(variations::get)
                        .filter(Objects::nonNull)
                        .map(Stored::product)
                        .toList();
    }

    /** A change of a variation is one of its parent: when the last one was, empty if there was none. */
    String variationChanged(long parent) {
        return variationChanged.getOrDefault(parent, "");
    }

    void changed(long parent, String date) {
        variationChanged.merge(parent, date, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** Without letter case. More than one only for SKUs over 100 characters, or behind the back of the checks. */
    List<ObjectNode> bySku(String sku) {
        List<ObjectNode> found = new ArrayList<>();
        for (Long id : bySku.getOrDefault(key(sku), List.of())) {
            byId(id).ifPresent(found::add);
        }
        return found;
    }

    /** Products without variations. */
    int size() {
        return products.size();
    }

    int sizeWithVariations() {
        return products.size() + variations.size();
    }

    Stream<ObjectNode> all(boolean descending) {
        return (descending ? products.descendingMap() : products)
                .values().stream().map(Stored::product);
    }

    Stream<ObjectNode> newestChangeFirst() {
        return byChange.descendingMap().values().stream().map(this::byId).flatMap(Optional::stream);
    }

    Stream<ObjectNode> oldestChangeFirst() {
        return byChange.values().stream().map(this::byId).flatMap(Optional::stream);
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
