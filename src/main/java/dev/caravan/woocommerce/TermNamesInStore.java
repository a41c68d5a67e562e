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

/** How a store names terms that are known by id, and giving them new names. */
public final class TermNamesInStore {

    private TermNamesInStore() {}

    /** The query for {@code GET products/attributes/<id>/terms}. @param ids at most {@link BatchRequest#MAX_OPERATIONS} */
    public static String query(Collection<Long> ids) {
        return "include=" + ids.stream().map(String::valueOf).collect(Collectors.joining(","))
                + "&per_page=100&_fields=id,name";
    }

    /**
     * The names by id, as plain texts; what the store does not have is absent. Empty if it has not even the attribute.
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
     * The body of {@code POST products/categories/batch}, which names them as they are wanted.
     *
     * @param terms by the store's id @param moved those that go below another one as well
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
     * Whether the store took new names; what it says of a single term counts for nothing, as its products are compared.
     *
     * @throws CallFailedException if the store did not answer, or is ill
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
