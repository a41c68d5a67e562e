package dev.caravan.sync;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in the catalogue's words which fields of a store were sent: operators think of {@code price}. */
final class FieldNames {

    private static final Map<String, String> CATALOGUE = Map.of(
            "regular_price", "price",
            "sale_price", "salePrice",
            "short_description", "shortDescription",
            "manage_stock", "stockQuantity",
            "stock_quantity", "stockQuantity",
            "images", "assets",
            "image", "assets");

    private FieldNames() {}

    /** The catalogue's names, in sending order, each once. */
    static List<String> of(Plan plan) {
        Set<String> names = new LinkedHashSet<>();
        plan.change().fields().keySet().forEach(field -> names.add(CATALOGUE.getOrDefault(field, field)));
        return List.copyOf(names);
    }
}
