package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives an attribute's value the type that WooCommerce wants for a field. A value that cannot be converted is left as
 * it is; the check of the document then reports the problem.
 */
final class FieldShapes {

    private FieldShapes() {}

    static JsonNode of(StoreField field, JsonNode value) {
        String text = String.join(", ", texts(value)).strip();
        return switch (field.kind()) {
            case TEXT -> TextNode.valueOf(text(field, String.join(", ", texts(value))));
            case WORD -> TextNode.valueOf(field.name().equals("tax_class") ? taxClass(text) : text);
            case DECIMAL, GTIN -> TextNode.valueOf(text);
            case CHOICE -> TextNode.valueOf(text.toLowerCase(Locale.ROOT));
            case DATE -> TextNode.valueOf(day(field, text));
            case INTEGER -> whole(text);
            case BOOLEAN -> truth(value, text);
            case TERMS ->
                terms(texts(value).stream().filter(name -> !name.isBlank()).toList());
            case META -> value.isNumber() ? TextNode.valueOf(text) : value;
            case ATTRIBUTE -> throw new IllegalArgumentException("an attribute is more than a value");
        };
    }

    /** The value that empties the field in the store; null if the field is left alone. */
    static @Nullable JsonNode empty(StoreField field) {
        return switch (field.kind()) {
            case TEXT, DECIMAL, GTIN, DATE -> TextNode.valueOf("");
            case WORD -> field.name().equals("slug") ? null : TextNode.valueOf("");
            case CHOICE ->
                field.name().equals("status")
                        ? null
                        : TextNode.valueOf(field.allowed().get(0));
            case BOOLEAN -> BooleanNode.valueOf(field.name().equals("reviews_allowed"));
            case INTEGER -> field.name().equals("menu_order") ? IntNode.valueOf(0) : NullNode.getInstance();
            case TERMS -> JsonNodeFactory.instance.arrayNode();
            case META -> NullNode.getInstance();
            case ATTRIBUTE -> null;
        };
    }

    /** Terms by their names; a category by its whole path. */
    static ArrayNode terms(List<String> names) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> list.addObject().put("name", name));
        return list;
    }

    /** The values as readable texts, one by one. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.add(readable(one)));
        } else {
            texts.add(readable(value));
        }
        return texts;
    }

    private static String readable(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "Yes" : "No";
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    /** A name is plain text, and the other texts are HTML. */
    private static String text(StoreField field, String text) {
        return field.name().equals("name") ? StoredText.plain(text) : StoredText.slashed(text);
    }

    /** The store's standard class has the empty name [tax-class-standard-word]. */
    private static String taxClass(String text) {
        return text.equalsIgnoreCase("standard") ? "" : text;
    }

    /** A sale that ends on a day ends at the end of that day; without a time the store would take its first second. */
    private static String day(StoreField field, String text) {
        boolean end = field.name().startsWith("date_on_sale_to");
        return end && text.matches("\\d{4}-\\d\\d-\\d\\d") ? text + "T23:59:59" : text;
    }

    private static JsonNode whole(String text) {
        BigDecimal number = DocumentCheck.number(text);
        if (number == null) {
            return TextNode.valueOf(text);
        }
        return number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18
                ? LongNode.valueOf(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    private static JsonNode truth(JsonNode value, String text) {
        if (value.isBoolean()) {
            return value;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> BooleanNode.TRUE;
            case "false", "no", "0" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(text);
        };
    }
}
