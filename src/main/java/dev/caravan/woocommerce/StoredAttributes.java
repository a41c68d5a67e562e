package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Whether a store shows the attributes that a product or a variation was sent. */
final class StoredAttributes {

    private StoredAttributes() {}

    /** In the order of their positions; those without an option are left out. */
    static boolean shows(JsonNode sent, JsonNode shown) {
        List<JsonNode> wanted = withOptions(sent);
        List<JsonNode> found = withOptions(shown);
        wanted.sort(
                Comparator.comparingInt(attribute -> attribute.path("position").asInt()));
        boolean same = wanted.size() == found.size();
        for (int i = 0; same && i < wanted.size(); i++) {
            same = isSame(wanted.get(i), found.get(i));
        }
        return same;
    }

    private static List<JsonNode> withOptions(JsonNode attributes) {
        List<JsonNode> some = new ArrayList<>();
        for (JsonNode attribute : attributes) {
            if (!options(attribute).isEmpty()) {
                some.add(attribute);
            }
        }
        return some;
    }

    /** Options of global attributes come back in alphabetical order, those of others as sent. */
    private static boolean isSame(JsonNode sent, JsonNode shown) {
        long id = sent.path("id").asLong();
        boolean sameOne = id != 0
                ? id == shown.path("id").asLong()
                : key(StoredText.oneLine(sent.path("name").asText()))
                        .equals(key(shown.path("name").asText()));
        if (!sameOne) {
            return false;
        }
        boolean ofVariation = sent.has("option");
        List<String> wanted = options(sent).stream()
                .map(option -> id == 0 && ofVariation ? StoredText.unslashed(option) : option)
                .map(option -> id != 0 || ofVariation ? StoredText.oneLine(option) : option)
                .map(option -> id == 0 ? option : key(option))
                .toList();
        List<String> found = options(shown).stream()
                .map(option -> id == 0 ? option : key(option))
                .toList();
        return id != 0 ? new TreeSet<>(wanted).equals(new TreeSet<>(found)) : wanted.equals(found);
    }

    static List<String> options(JsonNode attribute) {
        List<String> options = new ArrayList<>();
        attribute.path("options").forEach(option -> options.add(option.asText().strip()));
        if (attribute.has("option")) {
            options.add(attribute.path("option").asText().strip());
        }
        options.removeIf(String::isEmpty);
        return options;
    }

    /** The option in the form in which it is compared, because entities are shown in one place and not in another. */
    static String key(String text) {
        return decoded(text).toLowerCase(Locale.ROOT);
    }

    static String decoded(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
