package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.woocommerce.TermBatch.Wanted;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a store's names of terms that are known by id, and gives them new names. */
public final class TermNamesInStore {

    private TermNamesInStore() {}

    /** The query for {@code GET products/attributes/<id>/terms}. @param ids at most {@link BatchRequest#MAX_OPERATIONS} */
    public static String query(Collection<Long> ids) {
        return "include=" + ids.stream().map(String::valueOf).collect(Collectors.joining(","))
                + "&per_page=100&_fields=id,name";
    }

    /**
     * The names by id, as plain texts; terms that the store does not have are absent. Empty if it does not have the
     * attribute.
     *
     * @throws CallFailedException if it is no list
     */
    public static Optional<Map<Long, String>> read(Answer answer, Clock clock) {
        CallFault fault = AnswerClassifier.faultOf(answer, clock).orElse(null);
        JsonNode json =
                StoreJson.find(answer.text()).map(StoreJson.Found::node).orElse(JsonNodeFactory.instance.objectNode());
        if (fault != null && json.path("code").asText().equals(TermBatch.NO_ATTRIBUTE)) {
            return Optional.empty();
        }
        if (fault != null) {
            throw new CallFailedException(fault, answer);
        }
        if (!json.isArray()) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's list of terms is no list", false), answer);
        }
        Map<Long, String> names = new HashMap<>();
        json.forEach(term -> names.put(
                term.path("id").asLong(), Reasons.decode(term.path("name").asText())));
        return Optional.of(names);
    }

    /**
     * The body of {@code POST products/categories/batch}, which gives terms the wanted names.
     *
     * @param terms by the store's id @param moved those that also get another parent
     */
    public static String json(Map<Long, Wanted> terms, Collection<Long> moved) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("update");
        new LinkedHashMap<>(terms).forEach((id, term) -> {
            ObjectNode node = list.addObject().put("id", id).put("name", TermBatch.sent(term));
            if (moved.contains(id)) {
                node.put("parent", term.parentWooId());
            }
        });
        return body.toString();
    }

    /** The body of {@code POST products/attributes/<id>/terms/batch}, which gives them other places. @param places by the store's id */
    public static String ofPlaces(Map<Long, Integer> places) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("update");
        places.forEach((id, place) -> list.addObject().put("id", id).put("menu_order", place));
        return body.toString();
    }

    /** The body of {@code PUT products/attributes/<id>}: a name alone would change the slug as well [attribute-rename]. */
    public static String ofAttribute(String name, String slug) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", StoredText.slashed(name.strip()))
                .put("slug", slug)
                .toString();
    }

    /**
     * Checks whether the store took new names. Its answer for a single term is ignored, because the products are
     * compared anyway.
     *
     * @throws CallFailedException if the store did not answer, or is unhealthy
     */
    public static void checkRenamed(Answer answer, Clock clock) {
        CallFault fault = AnswerClassifier.faultOf(answer, clock).orElse(null);
        boolean refused = fault instanceof CallFault.Refused
                || fault != null && answer.text().contains("\"woocommerce_rest_");
        if (fault != null && !refused) {
            throw new CallFailedException(fault, answer);
        }
    }
}
