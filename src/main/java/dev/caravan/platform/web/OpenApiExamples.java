package dev.caravan.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The examples of answers whose schema has none, such as lists: put together from those of their members. */
final class OpenApiExamples {

    private static final String EXAMPLES = "examples";

    private final ObjectNode document;

    OpenApiExamples(ObjectNode document) {
        this.document = document;
    }

    /** Each answer that the operation describes itself gets its example; those that it refers to have theirs. */
    void addTo(JsonNode operation) {
        for (JsonNode answer : operation.path("responses")) {
            for (JsonNode content : answer.path("content")) {
                JsonNode schema = content.path("schema");
                if (!content.has("example") && !resolved(schema).has(EXAMPLES)) {
                    ((ObjectNode) content).set("example", of(schema));
                }
            }
        }
    }

    private JsonNode of(JsonNode reference) {
        JsonNode schema = resolved(reference);
        if (schema.has(EXAMPLES)) {
            return schema.path(EXAMPLES).path(0);
        }
        if (schema.has("items")) {
            return document.arrayNode().add(of(schema.path("items")));
        }
        ObjectNode whole = document.objectNode();
        schema.path("properties").properties().forEach(member -> whole.set(member.getKey(), of(member.getValue())));
        return whole;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").textValue().substring(1)) : schema;
    }
}
