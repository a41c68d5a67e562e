package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Attributes of products and variations: global ones by id, custom ones by name, always replaced as a whole. */
public final class Attributes {

    private final GlobalAttributes globals;
    private final Terms terms;

    public Attributes(GlobalAttributes globals, Terms terms) {
        this.globals = globals;
        this.terms = terms;
    }

    /** Ordered by position; an unknown id is dropped. */
    public ArrayNode of(JsonNode sent) {
        Map<String, ObjectNode> bySlug = new LinkedHashMap<>(); // of two with one slug the last one wins
        for (JsonNode item : sent) {
            attribute(item).ifPresent(one -> bySlug.put(key(one), one));
        }
        List<ObjectNode> attributes = new ArrayList<>(bySlug.values());
        attributes.sort(Comparator.comparingLong(a -> a.path("position").asLong()));
        return Json.array().addAll(attributes);
    }

    private static String key(ObjectNode attribute) {
        return attribute.path("id").asLong() == 0
                ? Texts.slug(attribute.path("name").asText())
                : attribute.path("slug").asText();
    }

    private Optional<ObjectNode> attribute(JsonNode item) {
        long id = Php.whole(item.get("id"));
        String name = Texts.cleaned(Php.text(item.get("name")));
        String slug = name;
        if (id != 0) {
            Optional<ObjectNode> global = globals.byId(id);
            if (global.isEmpty()) {
                return Optional.empty();
            }
            name = global.get().path("name").asText();
            slug = global.get().path("slug").asText();
        }
        List<String> options = options(item.path("options"), id != 0);
        if (name.isEmpty() || name.equals("0") || options.isEmpty()) {
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
        (id == 0 ? options : termNames(id, options)).forEach(shown::add);
        return Optional.of(attribute);
    }

    /** Options of a global attribute are terms: created if they are missing, and shown in alphabetical order. */
    private Collection<String> termNames(long id, List<String> options) {
        TreeSet<String> names = new TreeSet<>();
        for (String option : options) {
            names.add(terms.wanted(Taxonomy.optionsOf(id), option).path("name").asText());
        }
        return names;
    }

    /** A list, or one text; a pipe splits an option of a custom attribute in two. */
    private static List<String> options(JsonNode sent, boolean global) {
        List<String> options = new ArrayList<>();
        for (JsonNode option : sent.isArray() ? sent : Json.array().add(sent)) {
            for (String part : Php.text(option).split(global ? "\\z" : "\\|", -1)) {
                String text = global ? Texts.line(part) : Texts.decoded(part);
                if (!text.isEmpty()) {
                    options.add(text);
                }
            }
        }
        return options;
    }

    /**
     * {@code default_attributes}: options of global attributes as slugs; attributes in which the product does not vary
     * are dropped.
     */
    public ArrayNode defaults(JsonNode sent, JsonNode ofProduct) {
        ArrayNode defaults = Json.array();
        for (JsonNode item : sent) {
            varied(item, ofProduct).ifPresent(known -> {
                String option = Texts.line(Php.text(item.get("option")));
                long id = known.path("id").asLong();
                defaults.addObject()
                        .put("id", id)
                        .put("name", known.path("name").asText())
                        .put("option", id == 0 ? option : Texts.slug(option));
            });
        }
        return defaults;
    }

    /** Attributes of a variation: those in which its parent does not vary are dropped, an unknown option is a text. */
    public ArrayNode ofVariation(JsonNode sent, JsonNode ofParent) {
        ArrayNode attributes = Json.array();
        for (JsonNode item : sent) {
            varied(item, ofParent).ifPresent(known -> {
                String option = Texts.line(Texts.percentDecoded(Php.text(item.get("option"))));
                if (option.isEmpty()) {
                    return; // any (variation-option-empty, text-option-custom-variations)
                }
                long id = known.path("id").asLong();
                attributes
                        .addObject()
                        .put("id", id)
                        .put("name", known.path("name").asText())
                        .put(
                                "slug",
                                id == 0
                                        ? Texts.slug(known.path("name").asText())
                                        : known.path("slug").asText())
                        .put("option", id == 0 ? option : termName(id, option));
            });
        }
        return attributes;
    }

    /**
     * The stored attributes of a variation in which its parent varies. The others stay stored and are shown again as
     * soon as the parent varies in them again, also after a write of {@code []} (tried on 10.2.4).
     */
    public static ArrayNode visible(JsonNode stored, JsonNode ofParent) {
        ArrayNode attributes = Json.array();
        for (JsonNode attribute : stored) {
            varied(attribute, ofParent).ifPresent(known -> attributes.add(attribute.deepCopy()));
        }
        return attributes;
    }

    private String termName(long id, String option) {
        return terms.named(Taxonomy.optionsOf(id), option)
                .map(term -> term.path("name").asText())
                .orElseGet(() -> Texts.slug(option));
    }

    /** A global attribute is found by its id or its slug, but not by its name. */
    private static Optional<JsonNode> varied(JsonNode item, JsonNode attributes) {
        long id = Php.whole(item.get("id"));
        String name = Texts.slug(Php.text(item.get("name")));
        for (JsonNode attribute : attributes) {
            long known = attribute.path("id").asLong();
            String key = Texts.slug(attribute.path(known == 0 ? "name" : "slug").asText());
            if (attribute.path("variation").asBoolean() && (id == 0 ? key.equals(name) : known == id)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
