package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The {@code meta_data} entry that distinguishes a product that we created from one that existed before. */
public final class CaravanMark {

    /** The leading underscore hides it from the custom fields in WordPress' product editor; the REST API shows it. */
    public static final String META_KEY = "_caravan_product";

    private CaravanMark() {}

    /** {@code {"key": "_caravan_product", "value": …}}; {@code meta_data} is merged by key, so others' entries stay. */
    static ObjectNode meta(String value) {
        return JsonNodeFactory.instance.objectNode().put("key", META_KEY).put("value", value);
    }

    /** The mark of a product as the store answered it; null if it has none. */
    static @Nullable String of(JsonNode product) {
        for (JsonNode meta : product.path("meta_data")) {
            if (META_KEY.equals(meta.path("key").asText())) {
                return meta.path("value").asText();
            }
        }
        return null;
    }
}
