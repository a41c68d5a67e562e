package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code meta_data} is merged by key; a null value deletes its key; numbers and booleans become texts. */
final class MetaData {

    private final LongSupplier ids;

    MetaData(LongSupplier ids) {
        this.ids = ids;
    }

    void merge(ObjectNode product, JsonNode sent) {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        for (JsonNode meta : product.path("meta_data")) {
            byKey.put(meta.path("key").asText(), (ObjectNode) meta);
        }
        for (JsonNode item : sent) {
            String key = Php.text(item.get("key"));
            JsonNode value = item.get("value");
            if (key.equals("_sku") && !Php.isNull(value)) {
                product.put("sku", Php.text(value)); // behind the back of the uniqueness check
            } else if (Php.isNull(value)) {
                byKey.remove(key);
            } else if (!key.isEmpty()) {
                put(byKey, key, value);
            }
        }
        set(product, byKey.values());
    }

    void put(ObjectNode product, String key, String value) {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        for (JsonNode meta : product.path("meta_data")) {
            byKey.put(meta.path("key").asText(), (ObjectNode) meta);
        }
        put(byKey, key, Json.object().textNode(value));
        set(product, byKey.values());
    }

    private void put(Map<String, ObjectNode> byKey, String key, JsonNode value) {
        ObjectNode known = byKey.get(key);
        ObjectNode meta = Json.object()
                .put("id", known == null ? ids.getAsLong() : known.path("id").asLong())
                .put("key", key);
        meta.set("value", value.isContainerNode() ? value.deepCopy() : meta.textNode(Php.text(value)));
        byKey.put(key, meta);
    }

    private static void set(ObjectNode product, Iterable<ObjectNode> metas) {
        ArrayNode list = Json.array();
        metas.forEach(list::add);
        product.set("meta_data", list);
    }
}
