package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;

/**
 * Categories, tags and brands of a document by their ids. Beside the id is the name in the catalogue, for messages to
 * users: it is neither sent nor compared.
 */
public final class SentTerms {

    /** Member of a term: its name in the catalogue. */
    public static final String NAME = "name";

    /** Member of a term: true if Caravan has created it under exactly this name. */
    public static final String MADE = "made";

    static final Set<String> FIELDS = Set.of("categories", "tags", "brands");

    private SentTerms() {}

    /** The terms as they are sent and compared. */
    static JsonNode of(JsonNode terms) {
        if (!terms.isArray()) {
            return terms;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode term : terms) {
            if (!term.has("id")) {
                return terms;
            }
            list.addObject().set("id", term.path("id"));
        }
        return list;
    }
}
