package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A variation that the store took without one of its options, which leaves it open to any: its parent there does not vary in
 * that attribute, yet or any more [variation-create-unknown-attribute].
 */
final class LostChoice {

    /** The field of a document that holds the choices. */
    static final String FIELD = "attributes";

    private LostChoice() {}

    /** By count, as stores have ways of their own to write names; attributes are replaced as a whole. */
    static boolean isIn(Plan plan, JsonNode shown) {
        JsonNode answered = shown.path(FIELD);
        return plan.row().isVariant()
                && answered.isArray()
                && answered.size() < sent(plan).size();
    }

    static String message(Plan plan) {
        return "The store drops its choice (" + String.join(", ", sent(plan)) + "), as the variable product "
                + plan.row().parentProductId() + " does not vary in it there";
    }

    /** As people know them: {@code Size L}. */
    private static List<String> sent(Plan plan) {
        List<String> choices = new ArrayList<>();
        JsonNode attributes = plan.change().fields().get(FIELD);
        if (attributes != null) {
            for (JsonNode attribute : attributes) {
                String option = attribute.path("option").asText();
                if (!option.isBlank()) {
                    choices.add((attribute.path("name").asText() + " " + option).strip());
                }
            }
        }
        return choices;
    }
}
