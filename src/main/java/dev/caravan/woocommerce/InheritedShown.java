package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Differences between a variation and what it was sent that are expected: values of its parent, and values in another
 * form.
 */
final class InheritedShown {

    private static final Set<String> OF_THE_STOCK =
            Set.of("manage_stock", "stock_quantity", "stock_status", "backorders", "low_stock_amount");

    private InheritedShown() {}

    /** @param shown the variation as the store answered it @return whether a difference is expected */
    static boolean isFine(String field, JsonNode sent, JsonNode shown) {
        if (OF_THE_STOCK.contains(field)) {
            return shown.path("manage_stock").asText().equals("parent") && !isOwnStock(field, sent);
        }
        return switch (field) {
            case "weight", "shipping_class" -> sent.asText().isEmpty();
            case "dimensions" ->
                sent.properties().stream()
                        .allMatch(side -> side.getValue().asText().isEmpty()
                                || same(side.getValue(), shown.path(field).path(side.getKey())));
            case "description" -> // shown as it is rendered
                sent.asText().isBlank() == shown.path(field).asText().isBlank();
            default -> false;
        };
    }

    /** Whether it was to manage its own stock, and does not. */
    private static boolean isOwnStock(String field, JsonNode sent) {
        return field.equals("manage_stock") && sent.asBoolean();
    }

    private static boolean same(JsonNode sent, JsonNode shown) {
        BigDecimal one = StoredForm.number(sent.asText());
        BigDecimal other = StoredForm.number(shown.asText());
        return one != null && other != null && one.compareTo(other) == 0;
    }
}
