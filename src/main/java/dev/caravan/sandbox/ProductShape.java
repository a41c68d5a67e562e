package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The full product of an answer, from the few fields that are stored. Only what differs from a new product is kept, so
 * that 100,000 products fit in a small heap.
 */
final class ProductShape {

    private static final ObjectNode DEFAULTS = Json.resource("product-defaults.json");
    private static final Set<String> EDIT_ONLY = Set.of("permalink_template", "generated_slug");

    private static final List<String> ALWAYS_KEPT =
            List.of("id", "name", "slug", "type", "status", "sku", "manage_stock", "stock_status");

    private final String url;

    ProductShape(String url) {
        this.url = url;
    }

    /** A new product before anything is written to it. */
    static ObjectNode fresh() {
        ObjectNode product = Json.object();
        ALWAYS_KEPT.forEach(field -> product.set(field, DEFAULTS.get(field)));
        return product;
    }

    /** Leaves out what every new product has. */
    static void compact(ObjectNode product) {
        product.properties()
                .removeIf(field -> !ALWAYS_KEPT.contains(field.getKey())
                        && field.getValue().equals(DEFAULTS.get(field.getKey())));
    }

    /** {@code context=edit}: texts as stored. Answers to writes look the same. */
    ObjectNode edit(ObjectNode stored) {
        ObjectNode product = Json.object();
        DEFAULTS.properties().forEach(field -> {
            JsonNode value = stored.get(field.getKey());
            product.set(field.getKey(), (value == null ? field.getValue() : value).deepCopy());
        });
        derive(product, stored);
        return product;
    }

    /** What a GET shows: texts rendered, two fields fewer. */
    ObjectNode view(ObjectNode stored) {
        ObjectNode product = edit(stored);
        product.remove(EDIT_ONLY);
        product.put("description", Texts.rendered(product.path("description").asText()));
        product.put(
                "short_description",
                Texts.rendered(product.path("short_description").asText()));
        product.put("average_rating", "0.00");
        return product;
    }

    private void derive(ObjectNode product, ObjectNode stored) {
        long id = stored.path("id").asLong();
        String slug = product.path("slug").asText();
        boolean simple = product.path("type").asText().equals("simple");
        boolean onSale = Prices.onSale(stored, Instant.now());
        String price = Prices.price(stored, onSale);
        boolean published = product.path("status").asText().equals("publish");
        product.put("permalink", published ? url + "/product/" + slug + "/" : url + "/?post_type=product&p=" + id);
        for (String date : new String[] {"date_created", "date_modified", "date_on_sale_from", "date_on_sale_to"}) {
            product.set(date + "_gmt", product.path(date));
        }
        product.put("price", price);
        product.put("on_sale", onSale);
        product.put("purchasable", simple && !price.isEmpty());
        product.put("price_html", Prices.html(stored, onSale));
        if (product.path("sale_price").asText().equals("0")) {
            product.put("sale_price", ""); // product-update-sale-zero
        }
        String backorders = product.path("backorders").asText();
        product.put("backorders_allowed", !backorders.equals("no"));
        product.put("backordered", product.path("stock_status").asText().equals("onbackorder"));
        product.put("has_options", product.path("type").asText().equals("variable"));
        product.put("permalink_template", url + "/product/%pagename%/");
        String generated = Texts.slug(product.path("name").asText());
        product.put("generated_slug", slug.startsWith(generated + "-") ? slug : generated);
        product.set("_links", Links.of(url + "/wp-json/wc/v3/products", id));
    }
}
