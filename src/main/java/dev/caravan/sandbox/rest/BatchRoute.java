package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.PhpFatal;
import java.util.Set;
import java.util.function.Function;

/** Every {@code batch}: creates, then updates, then deletes; errors are items, the whole is 200. */
public final class BatchRoute {

    private static final int LIMIT = 100;

    /**
     * The operations on one item of a batch, which return the item for the answer. All of them may throw {@link
     * RestError}.
     */
    public interface Items {
        ObjectNode create(ObjectNode item);

        ObjectNode update(long id, ObjectNode item);

        /** For good. */
        ObjectNode delete(long id);
    }

    private BatchRoute() {}

    /** {@code _fields} filters the three lists, not their items. Items are not validated. */
    public static Answer answer(StoreRequest request, Items items) {
        ObjectNode sent = request.fields();
        if (sent.path("create").size()
                        + sent.path("update").size()
                        + sent.path("delete").size()
                > LIMIT) {
            throw new RestError(
                    413,
                    "woocommerce_rest_request_entity_too_large",
                    "Unable to accept more than " + LIMIT + " items for this request.");
        }
        ObjectNode done = Json.object();
        each(sent, done, "create", item -> create((ObjectNode) item, items));
        each(sent, done, "update", item -> update((ObjectNode) item, items));
        each(sent, done, "delete", item -> delete(item, items));
        Set<String> wanted = ListAnswer.fields(request);
        ObjectNode shown = wanted.isEmpty() ? done : Json.only(done, wanted);
        return Answer.json(200, shown.isEmpty() ? Json.array() : shown).with("Allow", "POST, PUT, PATCH");
    }

    private static void each(ObjectNode sent, ObjectNode done, String list, Function<JsonNode, ObjectNode> work) {
        if (sent.path(list).isEmpty()) {
            return;
        }
        ArrayNode answers = done.putArray(list);
        for (JsonNode item : sent.path(list)) {
            if (!list.equals("delete") && !item.isObject()) {
                throw new PhpFatal("Uncaught TypeError: Cannot access offset of type string on string");
            }
            answers.add(work.apply(item));
        }
    }

    private static ObjectNode create(ObjectNode item, Items items) {
        try {
            return items.create(item);
        } catch (RestError e) {
            return failed(Json.object().numberNode(0), e);
        }
    }

    private static ObjectNode update(ObjectNode item, Items items) {
        try {
            return items.update(Php.whole(item.get("id")), item);
        } catch (RestError e) {
            return failed(item.path("id"), e);
        }
    }

    private static ObjectNode delete(JsonNode item, Items items) {
        JsonNode id = item.isObject() ? item.path("id") : item;
        try {
            return items.delete(Php.whole(id));
        } catch (RestError e) {
            return failed(id, e);
        }
    }

    private static ObjectNode failed(JsonNode id, RestError error) {
        ObjectNode answer = Json.object();
        answer.set("id", id.isMissingNode() ? answer.nullNode() : id);
        answer.set("error", error.json());
        return answer;
    }
}
