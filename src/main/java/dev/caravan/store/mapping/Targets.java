package dev.caravan.store.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a store to which a value is written: one, or a list. A single one is written as a text, for
 * compatibility.
 */
record Targets(List<String> fields) {

    private static final int MOST = 20;

    /** @throws IllegalArgumentException whose message describes a valid value */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Targets read(JsonNode json) {
        if (json.isTextual()) {
            return new Targets(List.of(json.textValue()));
        }
        List<String> fields = new ArrayList<>();
        for (JsonNode field : json) {
            if (json.isArray() && field.isTextual()) {
                fields.add(field.textValue());
            }
        }
        if (fields.isEmpty() || fields.size() != json.size() || fields.size() > MOST) {
            throw new IllegalArgumentException(
                    "must be a field of the store, such as \"regular_price\", or a list of up to " + MOST);
        }
        return new Targets(List.copyOf(fields));
    }

    @JsonValue
    Object written() {
        return fields.size() == 1 ? fields.get(0) : fields;
    }

    @Override
    public String toString() {
        return String.join(", ", fields);
    }
}
