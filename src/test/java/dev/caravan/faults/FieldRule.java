package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a field of the catalogue looks in a store under the default mapping. Written down a second time on purpose: a
 * checker that used the mapping of the program would agree with its mistakes.
 *
 * @param expected from a product of the API
 * @param found from a product of the store, {@code context=edit}
 */
record FieldRule(String field, Function<JsonNode, String> expected, Function<JsonNode, String> found) {

    private static final List<String> SIDES = List.of("length", "width", "height");

    private static final List<FieldRule> SHARED = List.of(
            same("sku", "sku", JsonNode::asText),
            // "parent": a variation without a stock of its own shows its parent's
            new FieldRule("manage_stock", p -> String.valueOf(isManaged(p)), p -> String.valueOf(hasOwnStock(p))),
            new FieldRule(
                    "stock_quantity",
                    p -> isManaged(p) ? number(p.path("stockQuantity")) : "",
                    p -> hasOwnStock(p) ? number(p.path("stock_quantity")) : ""),
            same("weight", "weight", FieldRule::number),
            same("dimensions", "dimensions", FieldRule::sides));

    private static final List<FieldRule> PRICES = List.of(
            same("regular_price", "price", FieldRule::number), same("sale_price", "salePrice", FieldRule::number));

    private static final List<FieldRule> WHOLE = List.of(
            same("name", "name", FieldRule::text),
            same("description", "description", FieldRule::text),
            new FieldRule(
                    "status", p -> status(p, "draft"), p -> p.path("status").asText()),
            same("short_description", "shortDescription", FieldRule::text),
            new FieldRule("categories", p -> leaves(p.path("categories")), p -> categories(p.path("categories"))),
            new FieldRule("tags", p -> sorted(texts(p.path("tags"), "")), p -> sorted(texts(p.path("tags"), "name"))),
            new FieldRule(
                    "images",
                    p -> texts(p.path("assets"), "name")
                            .map(name -> name.replaceFirst("\\.\\w+$", ""))
                            .toList()
                            .toString(),
                    p -> texts(p.path("images"), "alt").toList().toString()));

    private static final FieldRule ATTRIBUTES =
            new FieldRule("attributes", p -> values(p.path("attributes")), p -> options(p.path("attributes")));

    private static final List<FieldRule> VARIATION = List.of(
            // shown as rendered, whatever is asked for
            new FieldRule(
                    "description",
                    p -> text(p.path("description")),
                    p -> text(p.path("description")).replaceAll("</?p>", "").strip()),
            new FieldRule(
                    "status", p -> status(p, "private"), p -> p.path("status").asText()),
            new FieldRule(
                    "attributes",
                    p -> pairs(p.path("attributes"), "value"),
                    p -> pairs(p.path("attributes"), "option")));

    private static final FieldRule CHOICES =
            new FieldRule("attributes", p -> chosen(p.path("variants")), p -> offered(p.path("attributes")));

    static final List<FieldRule> OF_SIMPLE = Stream.of(SHARED, PRICES, WHOLE, List.of(ATTRIBUTES))
            .flatMap(List::stream)
            .toList();
    static final List<FieldRule> OF_VARIABLE =
            Stream.of(SHARED, WHOLE, List.of(CHOICES)).flatMap(List::stream).toList();
    static final List<FieldRule> OF_VARIATION =
            Stream.of(SHARED, PRICES, VARIATION).flatMap(List::stream).toList();

    /** A variant with the measures of its product where it has none: a store shows them so, whatever is asked for. */
    static JsonNode withMeasuresOf(JsonNode product, JsonNode variant) {
        ObjectNode shown = variant.deepCopy();
        if (!variant.hasNonNull("weight")) {
            shown.set("weight", product.path("weight"));
        }
        ObjectNode dimensions = shown.withObject("/dimensions");
        for (String side : SIDES) {
            if (!dimensions.hasNonNull(side)) {
                dimensions.set(side, product.path("dimensions").path(side));
            }
        }
        return shown;
    }

    private static FieldRule same(String store, String catalogue, Function<JsonNode, String> form) {
        return new FieldRule(store, p -> form.apply(p.path(catalogue)), p -> form.apply(p.path(store)));
    }

    /** A parent manages its stock for variants without their own only, and not where that would hide those of others. */
    private static boolean isManaged(JsonNode product) {
        boolean own = false;
        boolean without = false;
        for (JsonNode variant : product.path("variants")) {
            own |= variant.hasNonNull("stockQuantity");
            without |= !variant.hasNonNull("stockQuantity");
        }
        return product.hasNonNull("stockQuantity")
                && (!own || without && product.path("stockQuantity").asInt() > 0);
    }

    private static boolean hasOwnStock(JsonNode shown) {
        return shown.path("manage_stock").asText().equals("true");
    }

    private static String status(JsonNode product, String otherwise) {
        return product.path("status").asText().equals("complete") ? "publish" : otherwise;
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? ""
                : value.asText().replace("&amp;", "&").strip();
    }

    private static String number(JsonNode value) {
        String text = text(value);
        return text.isEmpty() ? "" : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    private static String sides(JsonNode dimensions) {
        return SIDES.stream()
                .map(side -> number(dimensions.path(side)))
                .toList()
                .toString();
    }

    private static String leaves(JsonNode paths) {
        return sorted(texts(paths, "")
                .map(path -> path.substring(path.lastIndexOf('>') + 1).strip()));
    }

    /** A product without a category is in the store's own one. */
    private static String categories(JsonNode terms) {
        return sorted(texts(terms, "name").filter(name -> !name.equals("Uncategorized")));
    }

    private static String values(JsonNode attributes) {
        TreeSet<String> all = new TreeSet<>();
        attributes.forEach(a -> {
            JsonNode value = a.path("value");
            all.add(a.path("name").asText() + "="
                    + (value.isArray()
                            ? sorted(texts(value, ""))
                            : List.of(text(value)).toString()));
        });
        return all.toString();
    }

    private static String options(JsonNode attributes) {
        TreeSet<String> all = new TreeSet<>();
        attributes.forEach(a -> all.add(a.path("name").asText() + "=" + sorted(texts(a.path("options"), ""))));
        return all.toString();
    }

    /** {@code name=value} of each. @param field that holds the value */
    private static String pairs(JsonNode attributes, String field) {
        TreeSet<String> all = new TreeSet<>();
        attributes.forEach(a -> all.add(a.path("name").asText() + "=" + text(a.path(field))));
        return all.toString();
    }

    /** What the variants have, each once. */
    private static String chosen(JsonNode variants) {
        TreeSet<String> all = new TreeSet<>();
        variants.forEach(variant -> variant.path("attributes")
                .forEach(a -> all.add(a.path("name").asText() + "=" + text(a.path("value")))));
        return all.toString();
    }

    /** What a customer can choose from. */
    private static String offered(JsonNode attributes) {
        TreeSet<String> all = new TreeSet<>();
        attributes.forEach(a -> {
            if (a.path("variation").asBoolean()) {
                texts(a.path("options"), "")
                        .forEach(option -> all.add(a.path("name").asText() + "=" + option));
            }
        });
        return all.toString();
    }

    /** @param field of each entry; empty if the entry is the text itself */
    private static Stream<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(text(field.isEmpty() ? entry : entry.path(field))));
        return texts.stream();
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().toList().toString();
    }
}
