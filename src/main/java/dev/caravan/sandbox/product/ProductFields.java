package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.media.Media;
import dev.caravan.sandbox.php.Dates;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.PhpFatal;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.Choices;
import dev.caravan.sandbox.term.Attributes;
import dev.caravan.sandbox.term.FiledTerms;
import dev.caravan.sandbox.term.Taxonomy;
import dev.caravan.sandbox.term.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes sent fields onto a product, the way a store misreads them. Unknown fields are dropped without an error. */
final class ProductFields {

    private static final Set<String> FLAGS =
            Set.of("featured", "virtual", "downloadable", "manage_stock", "sold_individually", "reviews_allowed");
    private static final Set<String> NUMBERS =
            Set.of("menu_order", "parent_id", "download_limit", "download_expiry", "low_stock_amount");
    private static final Set<String> DECIMALS = Set.of("regular_price", "sale_price", "weight");
    private static final Set<String> HTML = Set.of("description", "short_description", "purchase_note");
    private static final Set<String> LINES = Set.of("button_text", "external_url", "post_password");
    private static final Set<String> DATES =
            Set.of("date_on_sale_from", "date_on_sale_to", "date_created", "date_modified");
    private static final Set<String> ID_LISTS = Set.of("upsell_ids", "cross_sell_ids", "grouped_products");

    /** Fields of a variation; all other sent fields are dropped. */
    private static final Set<String> OF_VARIATION = Set.of(
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_from_gmt",
            "date_on_sale_to",
            "date_on_sale_to_gmt",
            "virtual",
            "downloadable",
            "download_limit",
            "download_expiry",
            "tax_status",
            "manage_stock",
            "backorders",
            "low_stock_amount",
            "weight",
            "dimensions",
            "shipping_class",
            "description",
            "global_unique_id",
            "menu_order");

    private final Terms terms;
    private final FiledTerms filed;
    private final Attributes attributes;
    private final Media media;
    private final MetaData metaData;

    ProductFields(Terms terms, Attributes attributes, Media media, MetaData metaData) {
        this.terms = terms;
        this.filed = new FiledTerms(terms);
        this.attributes = attributes;
        this.media = media;
        this.metaData = metaData;
    }

    /** SKU, status and slug are the {@link Catalogue}'s: they need the other products. */
    void apply(ObjectNode product, ObjectNode sent, boolean created, Instant now) {
        sent.properties().forEach(field -> field(product, field.getKey(), field.getValue(), created));
        Stock.follow(product, sent);
        ProductTypes.settle(product, sent);
        if (product.path("type").asText().equals("variable")) {
            product.remove(List.of("regular_price", "sale_price")); // the variations' count
        } else if (sent.has("regular_price") || sent.has("sale_price")) {
            Prices.dropSaleAboveRegular(product);
        }
        JsonNode images = sent.get("images");
        if (images != null) {
            product.set("images", media.images(images, now, "product"));
        }
        if (sent.has("meta_data")) {
            metaData.merge(product, sent.path("meta_data"));
        }
        if (sent.has("default_attributes")) {
            product.set(
                    "default_attributes",
                    attributes.defaults(sent.path("default_attributes"), product.path("attributes")));
        }
    }

    /** SKU and status are those of {@link Variations}. */
    void applyToVariation(ObjectNode variation, ObjectNode parent, ObjectNode sent, Instant now) {
        Json.only(sent, OF_VARIATION)
                .properties()
                .forEach(field -> field(variation, field.getKey(), field.getValue(), false));
        if (sent.has("tax_class")) {
            String taxClass = Php.text(sent.get("tax_class"));
            variation.put("tax_class", taxClass.equals("parent") ? taxClass : Choices.orDefault("tax_class", taxClass));
        }
        Stock.follow(variation, sent);
        if (sent.has("regular_price") || sent.has("sale_price")) {
            Prices.dropSaleAboveRegular(variation);
        }
        if (sent.has("attributes")) {
            attributesOfVariation(variation, parent, sent.path("attributes"));
        }
        if (sent.has("image")) {
            JsonNode image = media.images(Json.array().add(sent.get("image")), now, "variation")
                    .path(0);
            variation.set("image", image.isMissingNode() ? Json.object().nullNode() : image);
        }
        if (sent.has("meta_data")) {
            metaData.merge(variation, sent.path("meta_data"));
        }
    }

    /** If the sent attributes are already shown, they are not written, so that hidden ones stay. */
    private void attributesOfVariation(ObjectNode variation, ObjectNode parent, JsonNode sent) {
        JsonNode ofParent = parent.path("attributes");
        JsonNode wanted = attributes.ofVariation(sent, ofParent);
        if (!wanted.equals(Attributes.visible(variation.path("attributes"), ofParent))) {
            variation.set("attributes", wanted);
        }
    }

    MetaData metaData() {
        return metaData;
    }

    private void field(ObjectNode product, String name, JsonNode value, boolean created) {
        if (FLAGS.contains(name)) {
            product.put(name, Php.truth(value));
        } else if (NUMBERS.contains(name)) {
            product.put(name, Php.whole(value));
        } else if (DECIMALS.contains(name)) {
            product.put(name, Php.decimal(value));
        } else if (name.equals("name") || HTML.contains(name)) {
            text(product, name, Texts.html(Php.text(value)), created);
        } else if (LINES.contains(name)) {
            product.put(name, Texts.unslashed(Php.text(value)).strip());
        } else if (DATES.contains(name.replace("_gmt", ""))) {
            date(product, name.replace("_gmt", ""), Php.text(value));
        } else if (ID_LISTS.contains(name)) {
            var list = product.putArray(name);
            value.forEach(id -> list.add(Php.whole(id)));
        } else {
            choice(product, name, value);
        }
    }

    private void choice(ObjectNode product, String name, JsonNode value) {
        switch (name) {
            case "type", "catalog_visibility", "tax_status", "backorders", "tax_class" ->
                product.put(name, Choices.orDefault(name, Php.text(value)));
            case "categories" -> product.set(name, filed.categories(value));
            case "tags" -> product.set(name, filed.tags(value));
            case "brands" -> {
                if (!value.isEmpty()) { // null and [] are ignored (empty-brands-list, empty-brands-null)
                    product.set(name, filed.brands(value));
                }
            }
            case "shipping_class" -> {
                Optional<ObjectNode> known = terms.named(Taxonomy.SHIPPING_CLASSES, Php.text(value));
                product.put(name, known.map(term -> term.path("slug").asText()).orElse(""));
                product.put(
                        "shipping_class_id",
                        known.map(term -> term.path("id").asLong()).orElse(0L));
            }
            case "attributes" -> product.set(name, attributes.of(value));
            case "global_unique_id" -> product.put(name, Php.text(value).replaceAll("[^0-9-]", ""));
            case "dimensions" -> {
                ObjectNode merged = Json.object();
                for (String side : new String[] {"length", "width", "height"}) {
                    JsonNode sent = value.get(side);
                    merged.put(
                            side, sent == null ? product.path(name).path(side).asText("") : Php.decimal(sent));
                }
                product.set(name, merged);
            }
            default -> {
                // unknown or read-only: dropped
            }
        }
    }

    private static void text(ObjectNode product, String name, String text, boolean created) {
        boolean column = name.equals("name") || name.equals("short_description"); // a LONGTEXT takes the others
        if (!column || !Texts.tooLong(text)) {
            product.put(name, name.equals("name") && text.isEmpty() ? "Product" : text);
        } else if (created) {
            throw new PhpFatal("Uncaught Error: Call to a member function get_id() on bool");
        } // an update answers 200 and does not store it
    }

    private static void date(ObjectNode product, String name, String text) {
        if (text.isEmpty() && name.startsWith("date_on_sale")) {
            product.putNull(name);
        } else if (!name.equals("date_modified")) {
            Dates.parse(text).ifPresent(date -> product.put(name, date));
        }
    }
}
