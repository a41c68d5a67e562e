package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The active mapping of a store: the answer of {@code show-active-export-mapping}. @param fieldMappings a text, or a list of texts each */
record StoreMapping(
        long id,
        List<String> selectedFields,
        Map<String, JsonNode> fieldMappings,
        Prices priceRules,
        Instant updatedAt) {

    /** How prices are rounded, by the API's word for it. */
    static final Map<String, String> ROUNDINGS = roundings();

    record Prices(String multiplier, String rounding) {}

    /** One field and where it is shown. */
    record Line(String source, String shown) {}

    private static Map<String, String> roundings() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("none", "not at all");
        words.put("0.01", "to the cent");
        words.put("0.05", "to 5 cents");
        words.put("0.10", "to 10 cents");
        words.put("1.00", "to whole amounts");
        words.put(".99", "up to the next price that ends in .99");
        words.put(".95", "up to the next price that ends in .95");
        return words;
    }

    /** @return null: the store has none, and shows everything */
    static @Nullable StoreMapping active(ApiCalls api, String store) {
        try {
            return api.read("show-active-export-mapping", Map.of("id", store), StoreMapping.class);
        } catch (ConsoleProblem e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }

    /** To see whether another person has changed it meanwhile. @param mapping null: the store shows everything */
    static String state(@Nullable StoreMapping mapping) {
        return mapping == null ? "none" : mapping.id() + " " + mapping.updatedAt();
    }

    /** What is shown, in the order in which it was chosen. */
    Set<String> sources() {
        Set<String> sources = new LinkedHashSet<>(selectedFields);
        sources.addAll(fieldMappings.keySet());
        return sources;
    }

    /** The fields of the store that a source goes to, with commas between them; an empty text: its usual place. */
    String target(String source) {
        JsonNode target = fieldMappings.get(source);
        if (target == null) {
            return "";
        }
        List<String> names = new ArrayList<>();
        if (target.isArray()) {
            target.forEach(name -> names.add(name.asText()));
        } else {
            names.add(target.asText());
        }
        return String.join(", ", names);
    }

    public List<Line> lines() {
        return sources().stream()
                .map(source ->
                        new Line(source, target(source).isEmpty() ? "in its usual place" : "as " + target(source)))
                .toList();
    }

    public String prices() {
        boolean plain =
                priceRules.multiplier().equals("1") && priceRules.rounding().equals("none");
        return plain
                ? "as in the catalogue"
                : "multiplied by " + priceRules.multiplier() + ", rounded "
                        + ROUNDINGS.getOrDefault(priceRules.rounding(), priceRules.rounding());
    }
}
