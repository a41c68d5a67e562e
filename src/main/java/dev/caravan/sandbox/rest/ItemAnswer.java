package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import java.util.HashSet;
import java.util.Set;

/** The answer about one product, variation or term. */
public final class ItemAnswer {

    public static final String LIST_METHODS = "GET, POST";
    static final String ITEM_METHODS = "GET, POST, PUT, PATCH, DELETE";

    private ItemAnswer() {}

    public static Answer of(StoreRequest request, ObjectNode item) {
        return Answer.json(200, only(request, item)).with("Allow", ITEM_METHODS);
    }

    /** @param address of the list that the new item is in, as the {@code Location} shows it */
    public static Answer created(StoreRequest request, ObjectNode item, String address) {
        return Answer.json(201, only(request, item))
                .with("Location", address + "/" + item.path("id").asLong())
                .with("Allow", LIST_METHODS);
    }

    /** The address of a deleted variation or term has no methods any more. */
    public static Answer gone(StoreRequest request, ObjectNode item) {
        return Answer.json(200, only(request, Links.withoutHints(item)));
    }

    public static boolean isForced(StoreRequest request) {
        return request.parameter("force")
                .orElse(Php.text(request.fields().get("force")))
                .matches("true|1");
    }

    public static boolean isEdit(StoreRequest request) {
        return request.parameter("context").orElse("view").equals("edit");
    }

    private static ObjectNode only(StoreRequest request, ObjectNode whole) {
        Set<String> wanted = new HashSet<>(ListAnswer.fields(request));
        if (wanted.isEmpty()) {
            return whole;
        }
        wanted.add("_links"); // single answers keep them
        return Json.only(whole, wanted);
    }
}
