package dev.caravan.sync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery of one product to one store would do now. Nothing is sent.
 *
 * @param operation create, update, none, or as the history names the removal of a product
 * @param code why the product cannot be sent; null if it can
 * @param remark a warning about a product that can be sent, for example that it has no price
 * @param request the call; null if none is needed
 */
record Preview(
        long connectionId,
        long productId,
        @Nullable Long wooProductId,
        String operation,
        @Nullable String code,
        @Nullable String message,
        @Nullable String remark,
        List<Change> changes,
        @Nullable Request request) {

    /**
     * A field that would be sent.
     *
     * @param field in the catalogue's words
     * @param storeField in the store's words
     * @param from what the store shows; only a hash of it is kept: {@code unknown} if nothing is known, {@code other}
     * if it was another value, {@code same} if the field is sent only along with one that depends on it
     * @param to the value that would be sent
     */
    record Change(String field, String storeField, String from, JsonNode to) {}

    /** The call. @param path below the store's address */
    public record Request(
            String method, String path, @Nullable JsonNode body) {}
}
