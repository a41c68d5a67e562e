package dev.caravan.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.ShownProducts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents and products as JSON, in which {@code '} stands for the quotation mark, and names may be without any. */
public final class Documents {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private Documents() {}

    /** What a store should show, or what it is sent. */
    public static Document of(String fields) {
        Map<String, JsonNode> map = new LinkedHashMap<>();
        json(fields).properties().forEach(field -> map.put(field.getKey(), field.getValue()));
        return new Document(map);
    }

    /** The same as it is read: numbers are equal if they are written alike. */
    public static Document reread(Document document) {
        Map<String, JsonNode> map = new LinkedHashMap<>();
        document.fields().forEach((field, value) -> map.put(field, read(value.toString())));
        return new Document(map);
    }

    /** A product as a store answers it. */
    public static ShownProduct shown(String product) {
        return ShownProducts.of(json(product));
    }

    public static JsonNode json(String text) {
        return read(text.replace('\'', '"'));
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
