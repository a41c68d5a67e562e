package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a store's answer for one product: an item of a batch, or the answer to a call for one product. */
final class ItemReader {

    /**
     * Updates of an unknown id are answered with this and 400, reads and deletes with 404 [product-update-not-found].
     */
    private static final Set<String> NO_SUCH_PRODUCT =
            Set.of("woocommerce_rest_product_invalid_id", "woocommerce_rest_product_variation_invalid_id");

    /**
     * The SKU belongs to a live product, or to one in the trash or that was created at the same time
     * [product-create-sku-*].
     */
    private static final Set<String> SKU_IS_HELD =
            Set.of("product_invalid_sku", "woocommerce_rest_product_not_created");

    /** Fields whose values are unique in a store, by the code that says so [product-update-sku-taken, put-gtin-same-as-other]. */
    private static final Map<String, String> UNIQUE_FIELDS =
            Map.of("product_invalid_sku", "sku", "product_invalid_global_unique_id", "global_unique_id");

    private ItemReader() {}

    /**
     * Whether an answered item is about the operation: by id, or for a create by SKU. True if it has nothing that could
     * be compared.
     */
    static boolean isAbout(Operation operation, JsonNode item) {
        if (operation instanceof Operation.Create create) {
            JsonNode answered = item.path("sku");
            return create.document()
                    .sku()
                    .map(sku -> !answered.isTextual() || Skus.key(sku).equals(Skus.key(answered.asText())))
                    .orElse(true);
        }
        JsonNode id = item.path("id");
        return id.canConvertToLong() && id.asLong() == productId(operation);
    }

    /** The outcome of an item without error. */
    static ItemOutcome shown(Operation operation, JsonNode product) {
        long id = product.path("id").asLong();
        if (!product.isObject() || id <= 0) {
            return new ItemOutcome.Unknown(operation.key(), "The store's answer for this product names no id");
        }
        return isAbout(operation, product)
                ? new ItemOutcome.Done(operation.key(), id, new ShownProduct(product))
                : new ItemOutcome.Unknown(
                        operation.key(), "The store answered for another product, " + Reasons.clean("id " + id));
    }

    /**
     * The outcome of an item with WordPress' error object.
     *
     * @param error {@code {code, message, data: {status, resource_id?}}}
     */
    static ItemOutcome failed(Operation operation, JsonNode error) {
        String code = Reasons.code(error.path("code").asText());
        String message = Reasons.clean(error.path("message").asText());
        int status = AnswerClassifier.statusOf(error);
        if (code.isEmpty() || code.equals("internal_server_error") || (status >= 500 && status != 501)) {
            return new ItemOutcome.Unknown(
                    operation.key(), Reasons.clean("The store failed at this product (" + code + "): " + message));
        }
        if (operation instanceof Operation.Delete delete && (NO_SUCH_PRODUCT.contains(code) || status == 410)) {
            return new ItemOutcome.Done(delete.key(), delete.wooProductId(), ShownProduct.NOTHING);
        }
        if (operation instanceof Operation.Update && NO_SUCH_PRODUCT.contains(code)) {
            return new ItemOutcome.Gone(operation.key(), code, message);
        }
        if (operation instanceof Operation.Create && SKU_IS_HELD.contains(code)) {
            return new ItemOutcome.SkuTaken(operation.key(), code, message, holder(error));
        }
        String field = UNIQUE_FIELDS.get(code);
        if (field != null) {
            return new ItemOutcome.ValueTaken(operation.key(), code, message, field, holder(error));
        }
        return new ItemOutcome.Refused(operation.key(), code, message);
    }

    private static OptionalLong holder(JsonNode error) {
        long holder = error.path("data").path("resource_id").asLong();
        return holder > 0 ? OptionalLong.of(holder) : OptionalLong.empty();
    }

    private static long productId(Operation operation) {
        if (operation instanceof Operation.Update update) {
            return update.wooProductId();
        }
        return operation instanceof Operation.Delete delete ? delete.wooProductId() : 0;
    }
}
