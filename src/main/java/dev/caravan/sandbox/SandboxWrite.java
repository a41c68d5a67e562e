package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One change that an API call has made, in the order of application.
 *
 * @param sequence counts from 1
 * @param productId of the product or variation
 * @param parentId of the variation's parent, 0 for a product
 * @param sku its own SKU after the change, empty if it has none
 * @param operation {@code create}, {@code update}, {@code delete} (for good) or {@code trash}
 * @param fields the fields as sent; empty for a delete
 * @param appliedAt when the store showed it, before the call was answered
 */
public record SandboxWrite(
        long sequence,
        long productId,
        long parentId,
        String sku,
        String operation,
        ObjectNode fields,
        Instant appliedAt) {

    public boolean isVariation() {
        return parentId != 0;
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("sequence", sequence)
                .put("product_id", productId)
                .put("parent_id", parentId)
                .put("sku", sku)
                .put("operation", operation)
                .put("applied_at", appliedAt.toString());
        json.set("fields", fields);
        return json;
    }
}
