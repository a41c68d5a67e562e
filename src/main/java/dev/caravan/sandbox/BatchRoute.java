package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Function;

/** {@code products/batch}: creates, then updates, then deletes; errors are items, the whole is 200. */
final class BatchRoute {

    private static final int LIMIT = 100;

    private final ShopWrites writes;
    private final ProductShape shape;

    BatchRoute(ShopWrites writes, ProductShape shape) {
        this.writes = writes;
        this.shape = shape;
    }

    /** @param wanted {@code _fields}: it filters the three lists, not their items */
    Answer answer(ObjectNode sent, Set<String> wanted) {
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
        each(sent, done, "create", item -> create((ObjectNode) item));
        each(sent, done, "update", item -> update((ObjectNode) item));
        each(sent, done, "delete", this::delete);
        ObjectNode shown = wanted.isEmpty() ? done : Json.only(done, wanted);
        return Answer.json(200, shown.isEmpty() ? Json.array() : shown);
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

    private ObjectNode create(ObjectNode item) {
        try {
            return shape.edit(writes.create(item));
        } catch (RestError e) {
            return failed(Json.object().numberNode(0), e);
        }
    }

    private ObjectNode update(ObjectNode item) {
        try {
            return shape.edit(writes.update(Php.whole(item.get("id")), item));
        } catch (RestError e) {
            return failed(item.path("id"), e);
        }
    }

    private ObjectNode delete(JsonNode item) {
        JsonNode id = item.isObject() ? item.path("id") : item;
        try {
            return shape.edit(writes.delete(Php.whole(id)));
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
