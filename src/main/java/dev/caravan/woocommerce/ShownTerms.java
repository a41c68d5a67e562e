package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which terms of a document a product shows, and how they are spelled there. */
final class ShownTerms {

    private ShownTerms() {}

    /** Ids of a document's field that a product does not show. */
    static Set<Long> missing(JsonNode terms, JsonNode shown) {
        Set<Long> there = new HashSet<>();
        shown.forEach(term -> there.add(term.path("id").asLong()));
        Set<Long> missing = new LinkedHashSet<>();
        for (JsonNode term : terms) {
            long id = term.path("id").asLong();
            if (id > 0 && !there.contains(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    /**
     * Our names of options of a global attribute that a product does not show. A variation shows the slug of an option
     * that the store has lost, which may differ from its name in letter case alone.
     *
     * @param attribute of a document @param shown all attributes of the product
     */
    static List<String> missingOptions(JsonNode attribute, JsonNode shown) {
        List<String> missing = new ArrayList<>();
        Map<String, String> expected = expected(attribute);
        pairs(attribute, shown).forEach((name, option) -> {
            boolean isSlug = attribute.has("option")
                    && !option.equals(expected.get(name))
                    && option.equals(option.toLowerCase(Locale.ROOT))
                    && !option.contains(" ");
            if (option.isEmpty() || isSlug) {
                missing.add(name);
            }
        });
        return missing;
    }

    /** Our names of terms that a product shows in another letter case, each with the store's. @param terms of a document's field */
    static Map<String, String> respelled(JsonNode terms, JsonNode shown) {
        Map<String, String> respelled = new LinkedHashMap<>();
        for (JsonNode term : terms) {
            String name = StoredText.oneLine(term.path(SentTerms.NAME).asText());
            for (JsonNode other : shown) {
                boolean same = !term.path(SentTerms.MADE).asBoolean()
                        && term.path("id").asLong() == other.path("id").asLong();
                String theirs = StoredAttributes.decoded(other.path("name").asText());
                if (same && !name.equals(theirs) && StoredAttributes.key(name).equals(StoredAttributes.key(theirs))) {
                    respelled.put(name, theirs);
                }
            }
        }
        return respelled;
    }

    /** The same of the options of a global attribute. @param shown all attributes of the product */
    static Map<String, String> respelledOptions(JsonNode attribute, JsonNode shown) {
        Map<String, String> respelled = new LinkedHashMap<>();
        Set<String> renamed = new HashSet<>();
        attribute.path(SentAttributes.RENAMED).forEach(name -> renamed.add(name.asText()));
        pairs(attribute, shown).forEach((name, option) -> {
            String ours = StoredText.oneLine(name);
            if (!renamed.contains(name)
                    && !ours.equals(option)
                    && StoredAttributes.key(ours).equals(StoredAttributes.key(option))) {
                respelled.put(ours, option);
            }
        });
        return respelled;
    }

    /** Our names of an attribute's options, each with the option that the product shows for it; "" if there is none. */
    private static Map<String, String> pairs(JsonNode attribute, JsonNode shown) {
        Map<String, String> byKey = new HashMap<>();
        for (JsonNode other : shown) {
            if (other.path("id").asLong() == attribute.path("id").asLong()) {
                StoredAttributes.options(other)
                        .forEach(option ->
                                byKey.putIfAbsent(StoredAttributes.key(option), StoredAttributes.decoded(option)));
            }
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        expected(attribute)
                .forEach((name, option) -> pairs.put(name, byKey.getOrDefault(StoredAttributes.key(option), "")));
        return pairs;
    }

    /** Our names of an attribute's options, each with the store's name if that is known to differ. */
    private static Map<String, String> expected(JsonNode attribute) {
        JsonNode stored = attribute.path(SentAttributes.STORED);
        JsonNode names = attribute.has("option")
                ? JsonNodeFactory.instance.arrayNode().add(attribute.path("option"))
                : attribute.path("options");
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.path(i).asText();
            JsonNode theirs = stored.isTextual() ? stored : stored.path(i);
            if (!name.isBlank()) {
                expected.put(name, StoredText.oneLine(theirs.isTextual() ? theirs.asText() : name));
            }
        }
        return expected;
    }
}
