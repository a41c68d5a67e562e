package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.RestError;
import java.util.List;

/** The fields that belong to a product type, and that a product loses without an error when it gets another type. */
final class ProductTypes {

    private static final List<String> STOCK =
            List.of("manage_stock", "stock_quantity", "backorders", "low_stock_amount");

    private ProductTypes() {}

    /** @throws RestError if an external product is to have stock (type-external-create-managed, -backorders) */
    static void settle(ObjectNode product, ObjectNode sent) {
        String type = product.path("type").asText();
        if (!type.equals("grouped")) {
            product.remove("grouped_products"); // type-grouped-to-simple
        }
        switch (type) {
            case "external" -> external(product, sent);
            case "grouped" -> {
                product.remove(List.of("regular_price", "sale_price")); // type-simple-to-grouped
                product.remove(STOCK);
                product.put("manage_stock", false);
            }
            default -> {
                // external_url and button_text stay in the database (type-simple-to-external)
            }
        }
    }

    /** The fields that an answer shows. */
    static void show(ObjectNode product) {
        if (!product.path("type").asText().equals("external")) {
            product.put("external_url", "").put("button_text", "");
        }
    }

    private static void external(ObjectNode product, ObjectNode sent) {
        if (Php.truth(sent.get("manage_stock"))) {
            throw new RestError(
                    400, "product_external_invalid_manage_stock", "External products cannot be stock managed.");
        }
        if (!Php.text(sent.get("backorders")).matches("|no")) {
            throw new RestError(400, "product_external_invalid_backorders", "External products cannot be backordered.");
        }
        product.remove(STOCK);
        product.put("manage_stock", false).put("stock_status", "instock");
    }
}
