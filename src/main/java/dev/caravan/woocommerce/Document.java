package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store should show of one product: WooCommerce field name → value, in sending order. Immutable.
 *
 * <p>A field with a JSON null is sent as null (WooCommerce then empties it); a field that is absent is left alone. An
 * {@code id} field is dropped: the {@link Operation} names the product, and the id in a body overrides the id in the
 * address [product-update-body-id-differs].
 *
 * <p>{@code meta_data} is merged by key in the store, so each entry is a field here: {@code meta_data.<key>}, and null
 * deletes the key.
 *
 * @param fields copied; the values must not be changed by the caller afterwards
 */
public record Document(Map<String, JsonNode> fields) {

    /** Prefix of a field's name: the field is sent with a create only, and belongs to the store from then on. */
    public static final String ON_CREATE = "create:";

    private static final String META_DATA = "meta_data";

    public Document {
        var copy = new LinkedHashMap<String, JsonNode>();
        fields.forEach((name, value) -> copy.put(name, value.deepCopy()));
        copy.remove("id");
        fields = Collections.unmodifiableMap(copy);
    }

    /** The SKU as it is sent; empty if the document has none, or an empty one. */
    public Optional<String> sku() {
        return Optional.ofNullable(fields.get("sku"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(sku -> !sku.isBlank());
    }

    /**
     * The document as a body. Entries of {@code meta_data} become one list. Fields for creates only are left out of an
     * update, and a create does not mention meta data that are to be deleted.
     *
     * @param create whether the product is created with it
     */
    ObjectNode body(boolean create) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode meta = JsonNodeFactory.instance.arrayNode();
        fields.forEach((name, value) -> {
            if (name.startsWith(StoreField.META)) {
                if (!create || !value.isNull()) {
                    meta.addObject()
                            .put("key", name.substring(StoreField.META.length()))
                            .set("value", value);
                }
            } else if (name.equals(META_DATA)) {
                value.forEach(meta::add);
            } else if (name.equals("brands") && value.isEmpty()) {
                if (!create) {
                    body.putArray(name).addObject().put("id", 0); // [] would be ignored [empty-brands-list]
                }
            } else if (!name.startsWith(ON_CREATE)) {
                body.set(name, SentAttributes.of(name, value));
            } else if (create && !fields.containsKey(name.substring(ON_CREATE.length()))) {
                body.set(name.substring(ON_CREATE.length()), value);
            }
        });
        if (!meta.isEmpty() || fields.containsKey(META_DATA)) {
            body.set(META_DATA, meta);
        }
        return body;
    }

    /** Its part of a call, as JSON. @param wooProductId the store's product; null for a create */
    public String json(boolean create, @Nullable Long wooProductId) {
        ObjectNode body = body(create);
        if (wooProductId != null) {
            body.put("id", wooProductId);
        }
        return body.toString();
    }

    /** The same with the values that a call has: terms by their ids alone, options by the store's names. */
    public Document sent() {
        var sent = new LinkedHashMap<String, JsonNode>();
        fields.forEach((name, value) -> sent.put(name, SentAttributes.of(name, value)));
        return new Document(sent);
    }

    /** The same with our mark, by which a product is known again whose create was not answered. */
    public Document marked(String mark) {
        var marked = new LinkedHashMap<>(fields);
        marked.put(META_DATA, JsonNodeFactory.instance.arrayNode().add(CaravanMark.meta(mark)));
        return new Document(marked);
    }

    /** The fields that a store shows once it has taken the document, without those for a create only. */
    public Set<String> lasting() {
        Set<String> names = new LinkedHashSet<>(fields.keySet());
        names.removeIf(name -> name.startsWith(ON_CREATE));
        return names;
    }

    /** Whether it has a variation's attributes without the option of one of them, which means any [variation-option-empty]. */
    public boolean leavesAChoiceOpen() {
        JsonNode attributes = fields.getOrDefault(StoreField.ATTRIBUTES, MissingNode.getInstance());
        for (JsonNode attribute : attributes) {
            if (attribute.has("option") && attribute.path("option").asText().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Nothing to send. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
