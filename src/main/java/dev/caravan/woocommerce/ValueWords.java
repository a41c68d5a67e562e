package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A field's value in words that people read: terms by name or id, attributes with their options. */
final class ValueWords {

    private ValueWords() {}

    /** "" for nothing. */
    static String of(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(one -> words.add(of(one)));
            return String.join(", ", words);
        }
        if (!value.isObject()) {
            return value.asText();
        }
        if (value.has("option") || value.has("options")) {
            return name(value) + ": " + of(value.has("option") ? value.path("option") : value.path("options"));
        }
        return value.has("id") || value.has("name")
                ? name(value)
                : value.properties().stream()
                        .map(side -> side.getKey() + " " + of(side.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String name(JsonNode term) {
        return term.has("name") ? term.path("name").asText() : term.path("id").asText();
    }
}
