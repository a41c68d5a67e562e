package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One {@code POST products/batch}: up to 100 creates, updates and deletes. Immutable. */
public final class BatchRequest {

    /** WooCommerce's limit, creates + updates + deletes together [products-batch-101-mixed]. */
    public static final int MAX_OPERATIONS = 100;

    private final List<Operation.Create> creates = new ArrayList<>();
    private final List<Operation.Update> updates = new ArrayList<>();
    private final List<Operation.Delete> deletes = new ArrayList<>();
    private final String json;

    private BatchRequest(List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof Operation.Create create) {
                creates.add(create);
            } else if (operation instanceof Operation.Update update) {
                updates.add(update);
            } else if (operation instanceof Operation.Delete delete) {
                deletes.add(delete);
            }
        }
        json = body().toString();
    }

    /**
     * Puts operations into one call; within each kind their order stays.
     *
     * @throws IllegalArgumentException for none or more than {@link #MAX_OPERATIONS}
     */
    public static BatchRequest of(List<Operation> operations) {
        if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw new IllegalArgumentException(
                    "A batch takes 1 to " + MAX_OPERATIONS + " operations, not " + operations.size());
        }
        return new BatchRequest(operations);
    }

    /**
     * The body: {@code {"create": [{…}], "update": [{"id", …}], "delete": [id]}}; kinds without operations are left out.
     * Needs {@code Content-Type: application/json}; without it a store may publish empty products.
     */
    public String json() {
        return json;
    }

    List<Operation.Create> creates() {
        return creates;
    }

    List<Operation.Update> updates() {
        return updates;
    }

    List<Operation.Delete> deletes() {
        return deletes;
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!creates.isEmpty()) {
            ArrayNode list = body.putArray("create");
            creates.forEach(c -> list.add(c.document().body(true)));
        }
        if (!updates.isEmpty()) {
            ArrayNode list = body.putArray("update");
            updates.forEach(u -> list.addObject()
                    .put("id", u.wooProductId())
                    .setAll(u.changes().body(false)));
        }
        if (!deletes.isEmpty()) {
            ArrayNode list = body.putArray("delete");
            deletes.forEach(d -> list.add(d.wooProductId()));
        }
        return body;
    }
}
