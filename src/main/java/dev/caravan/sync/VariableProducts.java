package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.woocommerce.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a variable product and its variants look like in a store: the same mapping as for simple products, with the parent
 * offering the choices in which its variants differ, and each variation holding one choice of each.
 */
final class VariableProducts {

    private static final String TYPE = "type";
    private static final JsonNode VARIABLE = TextNode.valueOf("variable");
    private static final String ATTRIBUTES = "attributes";

    /** A parent shows the lowest price of its variations; its own are dropped [variable-create-with-price]. */
    private static final Set<String> NOT_OF_A_PARENT = Set.of(
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_from_gmt",
            "date_on_sale_to",
            "date_on_sale_to_gmt");

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
            "default_attributes");

    private VariableProducts() {}

    static boolean isVariable(Document document) {
        return VARIABLE.equals(document.fields().get(TYPE));
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
        } else {
            values.add(own);
        }
        values.addAll(option.values());
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        values.forEach(all::add);
        return new AttributeValue(option.attributeId(), option.name(), AttributeType.MULTICHOICE, all);
    }

    /** @param mapped the document of {@link #withChoices} */
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
            }
            return marked;
        });
        return new Document(fields);
    }

    /** The variant without the defaults of its family, which are no choices of its own. */
    static Product withOwnValues(Product variant) {
        return variant.withAttributes(variant.attributes().stream()
                .filter(attribute -> !attribute.inherited())
                .toList());
    }

    /** @param mapped the document of {@link #withOwnValues} @param parent the variable product that it belongs to */
    static Document variation(Document mapped, Product parent) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        mapped.fields().forEach((name, value) -> {
            if (!NOT_OF_A_VARIATION.contains(name)) {
                fields.put(name, value);
            }
        });
        // A draft would still be offered by some themes; what is private is not for sale.
        for (String status : List.of("status", Document.ON_CREATE + "status")) {
            fields.computeIfPresent(
                    status, (name, value) -> value.asText().equals("publish") ? value : TextNode.valueOf("private"));
        }
        Set<String> choices = names(parent);
        fields.computeIfPresent(ATTRIBUTES, (name, list) -> options(list, choices));
        return new Document(fields);
    }

    /** Of each choice the one option; none means any. */
    private static ArrayNode options(JsonNode attributes, Set<String> choices) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode attribute : attributes) {
            JsonNode options = attribute.path("options");
            if (choices.contains(attribute.path("name").asText()) && options.size() == 1) {
                ObjectNode one = list.addObject();
                one.set("name", attribute.path("name"));
                if (attribute.has(TermNames.GLOBAL)) {
                    one.set(TermNames.GLOBAL, attribute.path(TermNames.GLOBAL));
                }
                one.set("option", options.get(0));
            }
        }
        return list;
    }

    private static Set<String> names(Product parent) {
        return parent.options().stream().map(VariantOptions::name).collect(Collectors.toSet());
    }
}
