package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A short hash of each field that a store acknowledged: field name → 12 hex characters. Immutable. Kept in the database
 * as a JSON object, such as {@code {"name":"1f0c…"}}.
 */
public record FieldHashes(Map<String, String> byField) {

    /**
     * Fields that change each other inside WooCommerce, and so are sent together if one of them changed: a regular
     * price at or below the stored sale price removes the sale price without an error
     * [product-update-regular-below-sale], and the quantity is ignored or lost while {@code manage_stock} is off
     * [product-create-stock-without-manage].
     */
    private static final List<Set<String>> TOGETHER = List.of(
            Set.of(
                    "regular_price",
                    "sale_price",
                    "date_on_sale_from",
                    "date_on_sale_from_gmt",
                    "date_on_sale_to",
                    "date_on_sale_to_gmt"),
            Set.of("manage_stock", "stock_quantity", "stock_status", "backorders"));

    /**
     * Texts that the store writes again when one of {@link #OF_THE_POST} changes; they lose a level of backslashes by
     * that.
     */
    private static final Set<String> TEXTS = Set.of("name", "description", "short_description");

    private static final Set<String> OF_THE_POST =
            Set.of("name", "description", "short_description", "status", "slug", "menu_order", "reviews_allowed");

    /**
     * Suffix of a hash: the store shows another value by now, and this was examined. It is not examined again until the
     * field is sent, or shown as it was sent.
     */
    private static final String OTHERWISE = "~";

    /** Suffix of a hash: the store did not take this value, although it took the product. */
    private static final String REFUSED = "!";

    public FieldHashes {
        byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
    }

    /** Nothing is known of what the store shows. */
    public static FieldHashes none() {
        return new FieldHashes(Map.of());
    }

    /** The store shows this document and no more is known. */
    public static FieldHashes of(Document document) {
        return none().with(document);
    }

    /** The hash of one field; null if the document does not have it. */
    public static @Nullable String hash(Document document, String field) {
        JsonNode value = document.fields().get(field);
        return value == null ? null : CanonicalJson.hash(field, value);
    }

    /** The same, and the fields of this document were acknowledged as well. */
    public FieldHashes with(Document acknowledged) {
        var hashes = new LinkedHashMap<>(byField);
        acknowledged.fields().forEach((field, value) -> {
            if (!field.startsWith(Document.ON_CREATE)) {
                hashes.put(field, CanonicalJson.hash(field, value));
            }
        });
        return new FieldHashes(hashes);
    }

    /**
     * The same with only these fields: fields that are left to the store are dropped, because they may change there.
     */
    public FieldHashes only(Collection<String> fields) {
        var hashes = new LinkedHashMap<>(byField);
        hashes.keySet().retainAll(fields);
        return new FieldHashes(hashes);
    }

    /** The same without these fields: after an ambiguous answer, the sent fields count as unknown. */
    public FieldHashes without(Collection<String> fields) {
        var hashes = new LinkedHashMap<>(byField);
        hashes.keySet().removeAll(fields);
        return new FieldHashes(hashes);
    }

    /** The delta of these fields only, with those that must be sent with them. @param only empty for all */
    public Document missing(Document wanted, Set<String> only) {
        Document delta = missing(wanted);
        if (only.isEmpty()) {
            return delta;
        }
        var chosen = new LinkedHashMap<>(delta.fields());
        chosen.keySet().removeIf(field -> !only.contains(field) && !travelsWith(field, only));
        Set<String> changed = Set.copyOf(chosen.keySet());
        delta.fields().forEach((field, value) -> {
            if (isWrittenAgain(field, value, changed)) {
                chosen.put(field, value);
            }
        });
        return new Document(chosen);
    }

    /**
     * The delta: the fields of {@code wanted} whose hash differs from what was acknowledged, in sending order, with
     * those that must be sent with them. Empty if the store shows all of them.
     */
    public Document missing(Document wanted) {
        var differing = new LinkedHashMap<String, JsonNode>();
        wanted.fields().forEach((field, value) -> {
            if (!field.startsWith(Document.ON_CREATE) && !shows(field, value)) {
                differing.put(field, value);
            }
        });
        var delta = new LinkedHashMap<String, JsonNode>();
        wanted.fields().forEach((field, value) -> {
            if (differing.containsKey(field)
                    || travelsWith(field, differing.keySet())
                    || isWrittenAgain(field, value, differing.keySet())) {
                delta.put(field, value);
            }
        });
        return new Document(delta);
    }

    /** The texts of a document that lose backslashes when another field of the post changes. */
    public static Document rewritten(Document document) {
        Map<String, JsonNode> texts = new LinkedHashMap<>(document.fields());
        texts.entrySet().removeIf(field -> !isWrittenAgain(field.getKey(), field.getValue(), OF_THE_POST));
        return new Document(texts);
    }

    private static boolean isWrittenAgain(String field, JsonNode value, Set<String> changed) {
        return TEXTS.contains(field)
                && value.asText().indexOf('\\') >= 0
                && !Collections.disjoint(OF_THE_POST, changed);
    }

    /** Whether the store is known to show a field as the document has it. */
    public boolean shows(Document document, String field) {
        JsonNode value = document.fields().get(field);
        return value != null && shows(field, value);
    }

    /** Whether the store is known to show this text, such as {@code variable} as {@code type}. */
    public boolean shows(String field, String text) {
        return shows(field, TextNode.valueOf(text));
    }

    private boolean shows(String field, JsonNode value) {
        String hash = byField.get(field);
        return hash != null && CanonicalJson.hash(field, value).equals(hash.replace(OTHERWISE, ""));
    }

    /** The same; the store did not take this field as it was sent, and what it shows is not known. */
    public FieldHashes refused(Document sent, String field) {
        String hash = hash(sent, field);
        var hashes = new LinkedHashMap<>(byField);
        if (hash != null) {
            hashes.put(field, hash + REFUSED);
        }
        return new FieldHashes(hashes);
    }

    /** Whether it was just this value of the field that the store did not take. */
    public boolean wasRefused(Document wanted, String field) {
        String hash = hash(wanted, field);
        return hash != null && (hash + REFUSED).equals(byField.get(field));
    }

    /** Whether the store was seen to show another value than it was sent. */
    public boolean isShownOtherwise(String field) {
        return byField.getOrDefault(field, "").endsWith(OTHERWISE);
    }

    /** The same; with or without the mark that the store shows a field otherwise than it was sent. */
    public FieldHashes shownOtherwise(String field, boolean otherwise) {
        var hashes = new LinkedHashMap<>(byField);
        hashes.computeIfPresent(field, (name, hash) -> hash.replace(OTHERWISE, "") + (otherwise ? OTHERWISE : ""));
        return new FieldHashes(hashes);
    }

    /** As a JSON object. */
    public String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        byField.forEach(node::put);
        return node.toString();
    }

    /**
     * The reverse of {@link #toJson()}; null, blank or unreadable text means that nothing is known, which is always
     * safe.
     */
    public static FieldHashes parse(@Nullable String json) {
        if (json == null) {
            return none();
        }
        Optional<JsonNode> node = StoreJson.find(json).map(StoreJson.Found::node);
        var hashes = new LinkedHashMap<String, String>();
        node.ifPresent(n -> n.fields()
                .forEachRemaining(e -> hashes.put(e.getKey(), e.getValue().asText())));
        return new FieldHashes(hashes);
    }

    /** Whether a field is changed in the store along with one of these. */
    public static boolean travelsWith(String field, Set<String> changed) {
        return TOGETHER.stream().anyMatch(group -> group.contains(field) && !Collections.disjoint(group, changed));
    }
}
