package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.Choices;
import java.util.List;

/** A quantity counts only with {@code manage_stock}, and the status follows it then. */
final class Stock {

    private Stock() {}

    static void follow(ObjectNode product, ObjectNode sent) {
        if (!product.path("manage_stock").asBoolean()) {
            product.remove(List.of("stock_quantity", "backorders", "low_stock_amount"));
            if (sent.has("stock_status")) {
                product.put("stock_status", Choices.orDefault("stock_status", Php.text(sent.get("stock_status"))));
            }
            return;
        }
        if (sent.has("stock_quantity")) {
            product.put("stock_quantity", Php.whole(sent.get("stock_quantity")));
        } else if (sent.has("inventory_delta")) {
            long before = product.path("stock_quantity").asLong();
            product.put("stock_quantity", before + Php.whole(sent.get("inventory_delta")));
        }
        boolean ordersBack = !product.path("backorders").asText("no").equals("no");
        if (product.path("stock_quantity").asLong() > 0) {
            product.put("stock_status", "instock");
        } else {
            product.put("stock_status", ordersBack ? "onbackorder" : "outofstock");
        }
    }
}
