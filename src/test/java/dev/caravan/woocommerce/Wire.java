package dev.caravan.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents, products and answers from JSON, in which single quotes may stand for double ones. */
final class Wire {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private Wire() {}

    static JsonNode json(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** What a store is to show. */
    static Document document(String json) {
        var fields = new LinkedHashMap<String, JsonNode>();
        json(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new Document(fields);
    }

    /** What a store shows. */
    static ShownProduct product(String json) {
        return new ShownProduct(json(json));
    }

    /** What a store answers, with status 200; its JSON has double quotes. */
    static Answer answer(String body) {
        return answer(200, body);
    }

    static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
