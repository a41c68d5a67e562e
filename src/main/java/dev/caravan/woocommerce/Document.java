package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a store should show of one product: WooCommerce field name → value, in sending order. Immutable.
 *
 * <p>A field with a JSON null is sent as null (WooCommerce then empties it); a field that is absent is left alone.
 * An {@code id} field is dropped: which product is meant is said by the {@link Operation}, and the id in a body beats
 * the id in the address [product-update-body-id-differs].
 *
 * @param fields copied; the values must not be changed by the caller afterwards
 */
public record Document(Map<String, JsonNode> fields) {

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

    /** Nothing to send. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
