package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.Links;
import dev.caravan.sandbox.term.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The full variation of an answer, from the few fields that are stored; values that it lacks come from its parent. */
public final class VariationShape {

    private static final ObjectNode DEFAULTS = Json.resource("variation-defaults.json");
    private static final List<String> ALWAYS_KEPT =
            List.of("id", "type", "parent_id", "status", "sku", "manage_stock", "stock_status");

    private final String url;
    private final ProductTable table;

    VariationShape(String url, ProductTable table) {
        this.url = url;
        this.table = table;
    }

    /** A new variation before anything is written to it. */
    static ObjectNode fresh() {
        ObjectNode variation = Json.object();
        ALWAYS_KEPT.forEach(field -> variation.set(field, DEFAULTS.get(field)));
        return variation;
    }

    /** Leaves out what every new variation has. */
    static void compact(ObjectNode variation) {
        variation
                .properties()
                .removeIf(field -> !ALWAYS_KEPT.contains(field.getKey())
                        && field.getValue().equals(DEFAULTS.get(field.getKey())));
    }

    /** {@code context=edit}, and answers to writes. */
    public ObjectNode edit(ObjectNode stored) {
        ObjectNode variation = Json.object();
        DEFAULTS.properties().forEach(field -> {
            JsonNode value = stored.get(field.getKey());
            variation.set(field.getKey(), (value == null ? field.getValue() : value).deepCopy());
        });
        ObjectNode parent = parent(stored);
        derive(variation, stored, parent);
        inherit(variation, parent);
        return variation;
    }

    /** What a GET shows. */
    ObjectNode view(ObjectNode stored) {
        ObjectNode variation = edit(stored);
        if (variation.path("tax_class").asText().equals("parent")) {
            variation.put("tax_class", parent(stored).path("tax_class").asText(""));
        }
        return variation;
    }

    private static JsonNode attributes(ObjectNode stored, ObjectNode parent) {
        return Attributes.visible(stored.path("attributes"), parent.path("attributes"));
    }

    /** {@code Red, S}: the options, in the order sent. */
    private static String name(ObjectNode stored, ObjectNode parent) {
        List<String> options = new ArrayList<>();
        attributes(stored, parent)
                .forEach(attribute -> options.add(attribute.path("option").asText()));
        return String.join(", ", options);
    }

    /** {@code Polo - Red, S}: how lists of products name it. */
    static String fullName(ObjectNode stored, ObjectNode parent) {
        String name = name(stored, parent);
        return parent.path("name").asText() + (name.isEmpty() ? "" : " - " + name);
    }

    static String slug(ObjectNode stored, ObjectNode parent) {
        return Texts.slug(fullName(stored, parent).replace(",", ""));
    }

    String permalink(ObjectNode stored, ObjectNode parent) {
        StringBuilder link =
                new StringBuilder(url + "/product/" + parent.path("slug").asText() + "/");
        String separator = "?";
        for (JsonNode attribute : attributes(stored, parent)) {
            String option = attribute.path("option").asText();
            link.append(separator)
                    .append("attribute_")
                    .append(attribute.path("slug").asText())
                    .append('=')
                    .append(attribute.path("id").asLong() == 0 ? option : Texts.slug(option));
            separator = "&";
        }
        return link.toString();
    }

    ObjectNode parent(ObjectNode stored) {
        return table.product(stored.path("parent_id").asLong()).orElseGet(Json::object);
    }

    private void derive(ObjectNode variation, ObjectNode stored, ObjectNode parent) {
        boolean onSale = Prices.onSale(stored, Instant.now());
        String price = Prices.price(stored, onSale);
        for (String date : new String[] {"date_created", "date_modified", "date_on_sale_from", "date_on_sale_to"}) {
            variation.set(date + "_gmt", variation.path(date));
        }
        variation.put("price", price).put("on_sale", onSale);
        boolean published = variation.path("status").asText().equals("publish");
        variation.put("purchasable", published && !price.isEmpty());
        variation.put(
                "description", Texts.rendered(variation.path("description").asText()));
        variation.put("permalink", permalink(stored, parent));
        variation.put("name", name(stored, parent));
        variation.set("attributes", attributes(stored, parent));
        String collection =
                url + "/wp-json/wc/v3/products/" + stored.path("parent_id").asLong();
        ObjectNode links =
                Links.of(collection + "/variations", stored.path("id").asLong());
        links.putArray("up").addObject().put("href", collection);
        variation.set("_links", links);
    }

    private static void inherit(ObjectNode variation, ObjectNode parent) {
        if (variation.path("sku").asText().isEmpty()) {
            variation.put("sku", parent.path("sku").asText(""));
        }
        if (Prices.number(variation.path("weight").asText()).signum() == 0) { // "0" too (inherit-variation-weight-zero)
            variation.put("weight", parent.path("weight").asText(""));
        }
        if (variation.path("shipping_class").asText().isEmpty()) {
            variation.put("shipping_class", parent.path("shipping_class").asText(""));
            variation.put("shipping_class_id", parent.path("shipping_class_id").asLong());
        }
        ObjectNode dimensions = (ObjectNode) variation.path("dimensions");
        for (String side : List.of("length", "width", "height")) {
            if (dimensions.path(side).asText().isEmpty()) {
                dimensions.put(side, parent.path("dimensions").path(side).asText(""));
            }
        }
        if (!variation.path("manage_stock").asBoolean()
                && parent.path("manage_stock").asBoolean()) {
            variation.put("manage_stock", "parent");
            variation.set("stock_quantity", parent.path("stock_quantity").deepCopy());
            variation.put("backorders", parent.path("backorders").asText("no"));
        }
        String backorders = variation.path("backorders").asText();
        variation.put("backorders_allowed", !backorders.equals("no"));
        variation.put("backordered", variation.path("stock_status").asText().equals("onbackorder"));
    }
}
