package dev.caravan.woocommerce;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of one product for people who compare them with what would be sent; nothing is decided by them. */
public final class ShownFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those that Caravan may send, with what products and variations call their images. */
    private static final List<String> FIELDS = List.of(
            "sku",
            "type",
            "name",
            "status",
            "description",
            "short_description",
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_to",
            "manage_stock",
            "stock_quantity",
            "stock_status",
            "low_stock_amount",
            "backorders",
            "weight",
            "dimensions",
            "categories",
            "tags",
            "brands",
            "attributes",
            "default_attributes",
            "images",
            "image",
            "global_unique_id",
            "catalog_visibility",
            "featured",
            "virtual",
            "downloadable",
            "sold_individually",
            "reviews_allowed",
            "purchase_note",
            "menu_order",
            "slug",
            "tax_status",
            "tax_class",
            "shipping_class",
            "meta_data");

    /** Keys that begin so are what plugins keep for themselves. */
    private static final String INTERNAL = "_";

    private ShownFields() {}

    /** The URL-encoded query string for {@code GET products}, or {@code GET products/<id>/variations}. */
    public static String query(long wooProductId) {
        return ProductLookup.query(List.of(wooProductId), FIELDS);
    }

    /** Field to value, of the one product or of none; empty if the answer is no list. */
    public static Optional<List<Map<String, Object>>> read(Answer answer) {
        return StoreJson.find(answer.text())
                .map(StoreJson.Found::node)
                .filter(JsonNode::isArray)
                .map(list -> {
                    list.forEach(ShownFields::withoutInternals);
                    return JSON.convertValue(list, new TypeReference<>() {});
                });
    }

    private static void withoutInternals(JsonNode product) {
        if (product instanceof ObjectNode fields) {
            fields.remove("_links");
        }
        Iterator<JsonNode> entries = product.path("meta_data").elements();
        while (entries.hasNext()) {
            if (entries.next().path("key").asText().startsWith(INTERNAL)) {
                entries.remove();
            }
        }
    }
}
