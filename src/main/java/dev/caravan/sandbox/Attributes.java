package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Attributes of a product: global ones by id, custom ones by name, always replaced as a whole. */
final class Attributes {

    private final Terms terms;

    Attributes(Terms terms) {
        this.terms = terms;
    }

    /** Ordered by position; an unknown id is dropped. */
    ArrayNode of(JsonNode sent) {
        List<ObjectNode> attributes = new ArrayList<>();
        for (JsonNode item : sent) {
            attribute(item).ifPresent(attributes::add);
        }
        attributes.sort(Comparator.comparingLong(a -> a.path("position").asLong()));
        return Json.array().addAll(attributes);
    }

    private Optional<ObjectNode> attribute(JsonNode item) {
        long id = Php.whole(item.get("id"));
        String name = Texts.line(Php.text(item.get("name")));
        String slug = name;
        if (id != 0) {
            Optional<ObjectNode> global = terms.byId(TermKind.ATTRIBUTES, id);
            if (global.isEmpty()) {
                return Optional.empty();
            }
            name = global.get().path("name").asText();
            slug = global.get().path("slug").asText();
        }
        List<String> options = options(item.path("options"));
        if (name.isEmpty() || options.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode attribute = Json.object()
                .put("id", id)
                .put("name", name)
                .put("slug", slug)
                .put("position", Php.whole(item.get("position")))
                .put("visible", Php.truth(item.get("visible")))
                .put("variation", Php.truth(item.get("variation")));
        ArrayNode shown = attribute.putArray("options");
        (id == 0 ? options : new TreeSet<>(options)).forEach(shown::add);
        return Optional.of(attribute);
    }

    /** A list, or one text; a pipe splits an option in two. */
    private static List<String> options(JsonNode sent) {
        List<String> options = new ArrayList<>();
        for (JsonNode option : sent.isArray() ? sent : Json.array().add(sent)) {
            for (String part : Php.text(option).split("\\|", -1)) {
                String text = Texts.line(part);
                if (!text.isEmpty()) {
                    options.add(text);
                }
            }
        }
        return options;
    }
}
