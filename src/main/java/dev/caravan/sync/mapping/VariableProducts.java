package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.catalog.VariantStock;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a variable product and its variants. The mapping is the same as for simple products; the parent
 * also offers the choices in which its variants differ, and each variation has one option of each choice.
 */
public final class VariableProducts {

    private static final String TYPE = "type";
    private static final JsonNode VARIABLE = TextNode.valueOf("variable");
    private static final String ATTRIBUTES = "attributes";

    /**
     * A parent shows the lowest price of its variations; prices of its own are dropped [variable-create-with-price].
     * It is never virtual [type-variable-virtual].
     */
    private static final Set<String> NOT_OF_A_PARENT = Set.of(
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_from_gmt",
            "date_on_sale_to",
            "date_on_sale_to_gmt",
            "virtual",
            "downloadable");

    /** Fields of a product that a variation does not have: it shows its parent's. */
    private static final Set<String> NOT_OF_A_VARIATION = Set.of(
            "name",
            "slug",
            "type",
            "short_description",
            "categories",
            "tags",
            "brands",
            "featured",
            "catalog_visibility",
            "upsell_ids",
            "cross_sell_ids",
            "sold_individually",
            "reviews_allowed",
            "purchase_note",
            "default_attributes");

    /**
     * The status with which a variation that sells its parent's stock is created; the store maintains it from then on.
     */
    static final String STOCK_STATUS_AT_FIRST = Document.ON_CREATE + StoreField.STOCK_STATUS;

    private VariableProducts() {}

    public static boolean isVariable(Document document) {
        return VARIABLE.equals(document.fields().get(TYPE));
    }

    /** The attributes that a product shows; those of a variable product include the choices of its variants. */
    static List<AttributeValue> shown(Product product) {
        return product.type() == ProductType.VARIABLE ? withChoices(product).attributes() : product.attributes();
    }

    /** The parent with all choices of its variants among its attributes; its own choices come first. */
    static Product withChoices(Product parent) {
        List<AttributeValue> attributes = new ArrayList<>();
        Map<Long, VariantOptions> options = new LinkedHashMap<>();
        parent.options().forEach(option -> options.put(option.attributeId(), option));
        for (AttributeValue own : parent.attributes()) {
            VariantOptions option = options.remove(own.attributeId());
            attributes.add(option == null ? own : choices(option, own.value()));
        }
        options.values().forEach(option -> attributes.add(choices(option, JsonNodeFactory.instance.arrayNode())));
        return parent.withAttributes(attributes);
    }

    private static AttributeValue choices(VariantOptions option, JsonNode own) {
        Set<JsonNode> values = new LinkedHashSet<>();
        if (own.isArray()) {
            own.forEach(values::add);
        } else if (!own.isNull()) {
            values.add(own);
        }
        values.addAll(option.values());
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        VariationOrder.sorted(values, option).forEach(all::add);
        return new AttributeValue(option.attributeId(), option.name(), AttributeType.MULTICHOICE, all);
    }

    /** @param mapped all its fields: its own values, and its variants' choices */
    static Document parent(Document mapped, Product parent) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        mapped.fields().forEach((name, value) -> {
            if (!NOT_OF_A_PARENT.contains(name)) {
                fields.put(name, value);
            }
        });
        fields.put(TYPE, VARIABLE);
        Set<String> choices = names(parent);
        fields.computeIfPresent(ATTRIBUTES, (name, list) -> {
            ArrayNode marked = list.deepCopy();
            for (JsonNode attribute : marked) {
                boolean choice = choices.contains(attribute.path("name").asText());
                ((ObjectNode) attribute).set("variation", BooleanNode.valueOf(choice));
                if (choice) {
                    ((ObjectNode) attribute).set("options", inOneLine(attribute.path("options")));
                }
            }
            return marked;
        });
        return new Document(fields);
    }

    /** A product keeps an option as it is sent, a variation keeps it in one line. So it is sent in one line to both. */
    private static ArrayNode inOneLine(JsonNode options) {
        Set<String> texts = new LinkedHashSet<>();
        options.forEach(option -> texts.add(StoredText.oneLine(option.asText())));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    /** The variant without the defaults of its family, because they are not its own choices. */
    static Product withOwnValues(Product variant) {
        return variant.withAttributes(variant.attributes().stream()
                .filter(attribute -> !attribute.inherited())
                .toList());
    }

    /**
     * The quantity with which a store manages a product's stock; null if it does not. A parent whose stock is managed
     * is shown by its own quantity: with 0 it would hide variations that have stock. So its stock is managed only for
     * variants without stock of their own.
     */
    static @Nullable Integer managedStock(Product product) {
        Integer quantity = product.stockQuantity();
        VariantStock variants = product.variantStock();
        boolean shared = !variants.own() || variants.without() && quantity != null && quantity > 0;
        return shared ? quantity : null;
    }

    /**
     * A variation without stock of its own sells its parent's stock. The store does so only if the parent's stock is
     * managed; and it updates the variation's status only when the parent's stock changes [variation-parent-simple].
     */
    private static void sellsOfParent(Map<String, JsonNode> fields, Product parent) {
        Integer quantity = parent.stockQuantity();
        if (quantity != null && BooleanNode.FALSE.equals(fields.get("manage_stock"))) {
            String field = managedStock(parent) == null ? StoreField.STOCK_STATUS : STOCK_STATUS_AT_FIRST;
            fields.putIfAbsent(field, TextNode.valueOf(quantity > 0 ? "instock" : "outofstock"));
        }
    }

    /**
     * The variant with the values that a store does not inherit by itself: a variation without a price cannot be
     * bought.
     */
    static Product ofVariant(Product variant, Product parent) {
        boolean priced = variant.price() != null;
        return withOwnValues(variant)
                .withPrices(
                        priced ? variant.price() : parent.price(),
                        priced || variant.salePrice() != null ? variant.salePrice() : parent.salePrice());
    }

    /** @param mapped the document of {@link #ofVariant} @param offered that of its parent */
    static Document variation(Document mapped, Document offered, Product parent) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        mapped.fields().forEach((name, value) -> {
            if (!NOT_OF_A_VARIATION.contains(name)) {
                fields.put(name, value);
            }
        });
        // Some themes would still offer a draft; a private variation is not for sale.
        for (String status : List.of("status", Document.ON_CREATE + "status")) {
            fields.computeIfPresent(
                    status, (name, value) -> value.asText().equals("publish") ? value : TextNode.valueOf("private"));
        }
        fields.computeIfPresent(
                ATTRIBUTES, (name, list) -> options(list, offered.fields().get(ATTRIBUTES)));
        UnsentChoices.note(fields, parent);
        sellsOfParent(fields, parent);
        VariationOrder.of(fields.get(ATTRIBUTES), parent).ifPresent(place -> fields.putIfAbsent("menu_order", place));
        return new Document(fields);
    }

    /**
     * The one option of each choice. A missing option is sent as an empty one, which means any: the store gives the
     * same answer if it is left out, but its page offers all options only if the empty one was sent
     * [variation-option-empty]. Null if there is no choice, because an empty list would remove the shop's own options
     * from the variation.
     */
    private static @Nullable ArrayNode options(JsonNode attributes, @Nullable JsonNode ofParent) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (ofParent == null) {
            return null;
        }
        for (JsonNode choice : ofParent) {
            if (choice.path("variation").asBoolean()) {
                ObjectNode one = list.addObject();
                one.set("name", choice.path("name"));
                if (choice.has(TermNames.GLOBAL)) {
                    one.set(TermNames.GLOBAL, choice.path(TermNames.GLOBAL));
                }
                one.set("option", option(attributes, choice.path("name").asText()));
            }
        }
        return list.isEmpty() ? null : list;
    }

    /** The one option of a choice; several as a list, which the check of the document refuses. */
    private static JsonNode option(JsonNode attributes, String name) {
        for (JsonNode attribute : attributes) {
            JsonNode options = attribute.path("options");
            if (attribute.path("name").asText().equals(name) && !options.isEmpty()) {
                // the store removes no backslash from a product's option [text-option-custom-variations]
                return options.size() > 1
                        ? options
                        : TextNode.valueOf(StoredText.slashed(
                                StoredText.oneLine(options.path(0).asText())));
            }
        }
        return TextNode.valueOf("");
    }

    private static Set<String> names(Product parent) {
        return parent.options().stream().map(VariantOptions::name).collect(Collectors.toSet());
    }
}
