package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.Links;
import dev.caravan.sandbox.term.FiledTerms;
import dev.caravan.sandbox.term.Taxonomy;
import dev.caravan.sandbox.term.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The full product of an answer, from the few fields that are stored. Only what differs from a new product is kept, so
 * that 100,000 products fit in a small heap.
 */
public final class ProductShape {

    private static final ObjectNode DEFAULTS = Json.resource("product-defaults.json");
    private static final Set<String> EDIT_ONLY = Set.of("permalink_template", "generated_slug");

    private static final List<String> ALWAYS_KEPT =
            List.of("id", "name", "slug", "type", "status", "sku", "manage_stock", "stock_status");

    private final String url;
    private final ProductTable table;
    private final Terms terms;
    private final VariationShape variations;

    public ProductShape(String url, ProductTable table, Terms terms) {
        this.url = url;
        this.table = table;
        this.terms = terms;
        this.variations = new VariationShape(url, table);
    }

    public VariationShape variations() {
        return variations;
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
    public ObjectNode edit(ObjectNode stored) {
        if (ProductTable.isVariation(stored)) {
            return ofVariation(stored);
        }
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
        if (!ProductTable.isVariation(stored)) {
            product.put(
                    "description", Texts.rendered(product.path("description").asText()));
        }
        product.put(
                "short_description",
                Texts.rendered(product.path("short_description").asText()));
        product.put("average_rating", "0.00");
        return product;
    }

    /** A variation as {@code products} shows it (variation-get-via-products). */
    private ObjectNode ofVariation(ObjectNode stored) {
        ObjectNode variation = variations.view(stored);
        ObjectNode product = DEFAULTS.deepCopy();
        DEFAULTS.fieldNames().forEachRemaining(field -> {
            if (variation.has(field)) {
                product.set(field, variation.get(field));
            }
        });
        ObjectNode parent = variations.parent(stored);
        product.put("name", VariationShape.fullName(stored, parent));
        product.put("slug", VariationShape.slug(stored, parent));
        product.put("price_html", Prices.html(stored, variation.path("on_sale").asBoolean()));
        product.put("reviews_allowed", false).put("total_sales", "0");
        product.putArray("categories");
        if (variation.path("image").isObject()) {
            product.putArray("images").add(variation.get("image"));
        }
        String collection = url + "/wp-json/wc/v3/products";
        ObjectNode links = Links.of(collection, stored.path("id").asLong());
        links.putArray("up")
                .addObject()
                .put("href", collection + "/" + stored.path("parent_id").asLong());
        product.set("_links", links);
        return product;
    }

    private void derive(ObjectNode product, ObjectNode stored) {
        long id = stored.path("id").asLong();
        String slug = product.path("slug").asText();
        boolean simple = product.path("type").asText().equals("simple");
        Instant now = Instant.now();
        boolean onSale = Prices.onSale(stored, now);
        String price = Prices.price(stored, onSale);
        boolean published = product.path("status").asText().equals("publish");
        product.put("permalink", published ? url + "/product/" + slug + "/" : url + "/?post_type=product&p=" + id);
        product.put("price", price);
        product.put("on_sale", onSale);
        product.put("purchasable", simple && !price.isEmpty());
        product.put("price_html", Prices.html(stored, onSale));
        if (product.path("type").asText().equals("variable")) {
            VariableParent.derive(product, table.variations(id), now);
            String changed = table.variationChanged(id);
            if (changed.compareTo(product.path("date_modified").asText()) > 0) {
                product.put("date_modified", changed);
            }
        }
        for (String date : new String[] {"date_created", "date_modified", "date_on_sale_from", "date_on_sale_to"}) {
            product.set(date + "_gmt", product.path(date));
        }
        if (product.path("sale_price").asText().equals("0")) {
            product.put("sale_price", ""); // product-update-sale-zero
        }
        filed(product);
        String backorders = product.path("backorders").asText();
        product.put("backorders_allowed", !backorders.equals("no"));
        product.put("backordered", product.path("stock_status").asText().equals("onbackorder"));
        ProductTypes.show(product);
        product.put("has_options", product.path("type").asText().equals("variable"));
        product.put("permalink_template", url + "/product/%pagename%/");
        String generated = Texts.slug(product.path("name").asText());
        product.put("generated_slug", slug.startsWith(generated + "-") ? slug : generated);
        product.set("_links", Links.of(url + "/wp-json/wc/v3/products", id));
    }

    /** Terms as they are named now; deleted ones are gone. */
    private void filed(ObjectNode product) {
        filed(product, "tags", Taxonomy.TAGS);
        filed(product, "brands", Taxonomy.BRANDS);
        filed(product, "categories", Taxonomy.CATEGORIES);
        if (product.path("categories").isEmpty()) {
            product.set("categories", new FiledTerms(terms).categories(Json.array()));
        }
    }

    private void filed(ObjectNode product, String field, Taxonomy taxonomy) {
        ArrayNode current = Json.array();
        for (JsonNode term : product.path(field)) {
            terms.byId(taxonomy, term.path("id").asLong())
                    .map(FiledTerms::filed)
                    .ifPresent(current::add);
        }
        product.set(field, current);
    }
}
