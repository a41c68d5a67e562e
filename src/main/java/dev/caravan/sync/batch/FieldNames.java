package dev.caravan.sync.batch;

import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the sent fields of a store by the catalogue's names, because operators know {@code price}. */
public final class FieldNames {

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
    public static List<String> of(Plan plan) {
        Set<String> names = new LinkedHashSet<>();
        plan.change().fields().keySet().forEach(field -> names.add(of(field)));
        return List.copyOf(names);
    }

    /** The catalogue's name of a store's field; a key of {@code meta_data} keeps its own, without commas. */
    public static String of(String field) {
        String name = field.startsWith(Document.ON_CREATE) ? field.substring(Document.ON_CREATE.length()) : field;
        return name.startsWith(StoreField.META) ? name.replace(',', ' ') : CATALOGUE.getOrDefault(name, name);
    }
}
