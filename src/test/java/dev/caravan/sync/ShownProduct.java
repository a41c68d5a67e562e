package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What a store has to show of a product, by docs/mapping.md alone: knows the JSON of both APIs and nothing of the program.
 *
 * @param mapped the attributes that are no choices of the store, by the target that shows them; empty without a mapping
 */
record ShownProduct(Map<String, String> mapped) {

    /** @return one line for each field that is not as the catalogue says */
    List<String> differences(JsonNode wanted, JsonNode shown, List<JsonNode> variants) {
        List<String> found = new ArrayList<>();
        String type = wanted.path("type").asText();
        same(found, "name", wanted.path("name").asText(), plain(shown, "name"));
        same(found, "type", type, shown.path("type").asText());
        same(
                found,
                "status",
                wanted.path("status").asText().equals("complete") ? "publish" : "draft",
                shown.path("status").asText());
        same(found, "description", text(wanted, "description"), text(shown, "description"));
        same(found, "short_description", text(wanted, "shortDescription"), text(shown, "short_description"));
        same(found, "weight", number(wanted.path("weight")), number(shown.path("weight")));
        for (String side : List.of("length", "width", "height")) {
            same(
                    found,
                    side,
                    number(wanted.path("dimensions").path(side)),
                    number(shown.path("dimensions").path(side)));
        }
        same(found, "categories", leaves(wanted.path("categories")), names(shown.path("categories"), "Uncategorized"));
        same(
                found,
                "images",
                list(wanted.path("assets"), "id").size(),
                shown.path("images").size());
        if (type.equals("simple")) {
            prices(found, wanted, shown);
            stock(found, wanted, shown);
        }
        attributes(found, wanted, shown, variants);
        mapped.forEach((attribute, target) -> target(found, target, value(wanted, attribute), shown));
        TreeSet<String> tags = new TreeSet<>();
        wanted.path("tags").forEach(tag -> tags.add(tag.asText()));
        same(found, "tags", tags, names(shown.path("tags"), ""));
        return found;
    }

    /** As {@link #differences} for a variant, which has its size as its only choice, and its parent's weight if it has none. */
    List<String> variantDifferences(JsonNode wanted, JsonNode parent, JsonNode shown) {
        List<String> found = new ArrayList<>();
        prices(found, wanted, shown);
        stock(found, wanted, shown);
        JsonNode weight = wanted.path("weight").isNull() ? parent.path("weight") : wanted.path("weight");
        same(found, "weight", number(weight), number(shown.path("weight")));
        same(
                found,
                "choice",
                wanted.path("attributes").path(0).path("value").asText(),
                HtmlUtils.htmlUnescape(
                        shown.path("attributes").path(0).path("option").asText()));
        return found;
    }

    private static void prices(List<String> found, JsonNode wanted, JsonNode shown) {
        same(found, "regular_price", number(wanted.path("price")), number(shown.path("regular_price")));
        same(found, "sale_price", number(wanted.path("salePrice")), number(shown.path("sale_price")));
    }

    private static void stock(List<String> found, JsonNode wanted, JsonNode shown) {
        JsonNode quantity = wanted.path("stockQuantity");
        boolean counted = quantity.isNumber();
        same(found, "stock_quantity", counted ? number(quantity) : null, number(shown.path("stock_quantity")));
        same(
                found,
                "stock_status",
                counted && quantity.asInt() == 0 ? "outofstock" : "instock",
                shown.path("stock_status").asText());
    }

    private void attributes(List<String> found, JsonNode wanted, JsonNode shown, List<JsonNode> variants) {
        Map<String, TreeSet<String>> should = new TreeMap<>();
        for (JsonNode attribute : wanted.path("attributes")) {
            String name = attribute.path("name").asText();
            String target = mapped.get(name);
            if (!attribute.path("value").isNull() && (target == null || target.equals("global_attribute"))) {
                should.computeIfAbsent(name, key -> new TreeSet<>()).add(readable(attribute.path("value")));
            }
        }
        for (JsonNode variant : variants) {
            JsonNode choice = variant.path("attributes").path(0);
            should.computeIfAbsent(choice.path("name").asText(), key -> new TreeSet<>())
                    .add(readable(choice.path("value")));
        }
        Map<String, TreeSet<String>> are = new TreeMap<>();
        for (JsonNode attribute : shown.path("attributes")) {
            TreeSet<String> options = new TreeSet<>();
            attribute.path("options").forEach(option -> options.add(shownOption(attribute, option)));
            are.put(HtmlUtils.htmlUnescape(attribute.path("name").asText()), options);
        }
        same(found, "attributes", should, are);
    }

    /** Options of global attributes are terms, which come as HTML. */
    private static String shownOption(JsonNode attribute, JsonNode option) {
        return attribute.path("id").asLong() > 0 ? HtmlUtils.htmlUnescape(option.asText()) : option.asText();
    }

    private static void target(List<String> found, String target, @Nullable String value, JsonNode shown) {
        switch (target) {
            case "global_attribute" -> {} // among the attributes
            case "brands" ->
                same(
                        found,
                        target,
                        value == null ? new TreeSet<>() : new TreeSet<>(List.of(value)),
                        names(shown.path(target), ""));
            case "tax_class" ->
                same(
                        found,
                        target,
                        value == null || value.equals("standard") ? "" : value,
                        shown.path(target).asText());
            case "meta_data.erp" -> same(found, target, value == null ? "" : value, meta(shown, "erp"));
            default ->
                same(
                        found,
                        target,
                        value == null ? "" : value,
                        shown.path(target).asText());
        }
    }

    private static String meta(JsonNode shown, String key) {
        return StreamSupport.stream(shown.path("meta_data").spliterator(), false)
                .filter(meta -> meta.path("key").asText().equals(key))
                .map(meta -> meta.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static @Nullable String value(JsonNode wanted, String attribute) {
        return StreamSupport.stream(wanted.path("attributes").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(attribute)
                        && !one.path("value").isNull())
                .map(one -> readable(one.path("value")))
                .findFirst()
                .orElse(null);
    }

    private static String readable(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() ? "Yes" : "No" : value.asText();
    }

    private static void same(List<String> found, String field, @Nullable Object wanted, @Nullable Object shown) {
        if (!Objects.equals(wanted, shown)) {
            found.add("%s: wanted %s, shown %s".formatted(field, wanted, shown));
        }
    }

    private static String plain(JsonNode node, String field) {
        return HtmlUtils.htmlUnescape(node.path(field).asText());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        String text = node.asText("");
        return node.isNull() || text.isEmpty() ? null : new BigDecimal(text).stripTrailingZeros();
    }

    private static TreeSet<String> names(JsonNode terms, String without) {
        TreeSet<String> names = new TreeSet<>();
        terms.forEach(term -> names.add(plain(term, "name")));
        names.remove(without);
        return names;
    }

    private static TreeSet<String> leaves(JsonNode paths) {
        TreeSet<String> names = new TreeSet<>();
        paths.forEach(path -> names.add(path.asText().replaceFirst(".* > ", "")));
        return names;
    }

    private static List<String> list(JsonNode nodes, String field) {
        List<String> values = new ArrayList<>();
        nodes.forEach(node -> values.add(node.path(field).asText()));
        return values;
    }
}
