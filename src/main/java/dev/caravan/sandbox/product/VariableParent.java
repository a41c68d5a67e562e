package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The fields that a variable product derives from its variations: their ids, the lowest price, whether one can be
 * bought.
 */
final class VariableParent {

    private VariableParent() {}

    static boolean is(ObjectNode product) {
        return product.path("type").asText().equals("variable");
    }

    /** @param product as it is shown; prices of its own are ignored */
    static void derive(ObjectNode product, List<ObjectNode> variations, Instant now) {
        ArrayNode ids = product.putArray("variations");
        variations.stream()
                .filter(variation -> !Trash.holds(variation))
                .sorted(Comparator.comparingLong(
                        variation -> variation.path("menu_order").asLong()))
                .forEach(variation -> ids.add(variation.path("id").asLong()));
        List<ObjectNode> counted = variations.stream()
                .filter(variation -> counts(variation, product))
                .toList();
        List<ObjectNode> priced = counted.stream()
                .filter(variation -> !Prices.current(variation, now).isEmpty())
                .sorted(Comparator.comparing(variation -> Prices.number(Prices.current(variation, now))))
                .toList();
        product.put("on_sale", priced.stream().anyMatch(variation -> Prices.onSale(variation, now)));
        product.put("price", priced.isEmpty() ? "" : Prices.current(priced.get(0), now));
        product.put("purchasable", !priced.isEmpty());
        product.put("price_html", priced.isEmpty() ? "" : range(priced, now));
        if (!product.path("manage_stock").asBoolean()) {
            product.put("stock_status", stockStatus(counted));
        }
    }

    /** Trashed ones still count for a trashed parent (variable-delete-force). */
    private static boolean counts(ObjectNode variation, ObjectNode product) {
        return variation.path("status").asText().equals("publish") || Trash.holds(variation) && Trash.holds(product);
    }

    private static String range(List<ObjectNode> priced, Instant now) {
        String lowest = Prices.current(priced.get(0), now);
        String highest = Prices.current(priced.get(priced.size() - 1), now);
        return Prices.number(lowest).compareTo(Prices.number(highest)) == 0
                ? Prices.html(priced.get(0), Prices.onSale(priced.get(0), now))
                : Prices.amount(lowest) + " &ndash; " + Prices.amount(highest);
    }

    private static String stockStatus(List<ObjectNode> variations) {
        for (String status : List.of("instock", "onbackorder")) {
            if (variations.stream()
                    .anyMatch(
                            variation -> variation.path("stock_status").asText().equals(status))) {
                return status;
            }
        }
        return "outofstock";
    }
}
