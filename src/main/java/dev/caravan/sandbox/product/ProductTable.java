package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.TextIndex;
import java.util.List;
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
public final class ProductTable {

    private static final ObjectNode NONE = Json.object();

    private record Stored(long sequence, ObjectNode product) {}

    private final NavigableMap<Long, Stored> products = new ConcurrentSkipListMap<>();
    private final Map<Long, Stored> variations = new ConcurrentHashMap<>();
    private final Map<Long, NavigableSet<Long>> byParent = new ConcurrentHashMap<>();
    private final Map<Long, String> variationChanged = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Long> byChange = new ConcurrentSkipListMap<>();
    private final TextIndex bySku = new TextIndex();
    private final TextIndex byGtin = new TextIndex();
    private final Map<String, Long> bySlug = new ConcurrentHashMap<>();
    private final Map<String, Integer> slugSuffixes = new ConcurrentHashMap<>();
    private long sequence;

    public static boolean isVariation(ObjectNode stored) {
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
        index(id, before == null ? NONE : before.product(), product);
        if (before != null) {
            byChange.remove(before.sequence());
        }
    }

    void remove(long id) {
        Stored before = products.remove(id);
        if (before == null) {
            before = variations.remove(id);
        }
        if (before != null) {
            index(id, before.product(), NONE);
            byChange.remove(before.sequence());
            byParent.computeIfPresent(before.product().path("parent_id").asLong(), (parent, children) -> {
                children.remove(id);
                return children.isEmpty() ? null : children;
            });
        }
    }

    /** A product or a variation. */
    public Optional<ObjectNode> byId(long id) {
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
    public List<ObjectNode> variations(long parent) {
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

    /** Without letter case. More than one only for SKUs over 100 characters, or if the checks were bypassed. */
    public List<ObjectNode> bySku(String sku) {
        return bySku.of(sku).stream().map(this::byId).flatMap(Optional::stream).toList();
    }

    List<ObjectNode> byGtin(String gtin) {
        return byGtin.of(gtin).stream()
                .map(this::byId)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Products without variations. */
    public int size() {
        return products.size();
    }

    public int sizeWithVariations() {
        return products.size() + variations.size();
    }

    public Stream<ObjectNode> all(boolean descending) {
        return (descending ? products.descendingMap() : products)
                .values().stream().map(Stored::product);
    }

    public Stream<ObjectNode> newestChangeFirst() {
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

    private void index(long id, ObjectNode before, ObjectNode now) {
        bySku.move(id, before.path("sku").asText(), now.path("sku").asText());
        byGtin.move(
                id,
                before.path("global_unique_id").asText(),
                now.path("global_unique_id").asText());
        String slug = before.path("slug").asText();
        String slugNow = now.path("slug").asText();
        if (!slugNow.isEmpty()) {
            bySlug.put(slugNow, id);
        }
        if (!slug.equals(slugNow)) {
            bySlug.remove(slug, id);
        }
    }
}
