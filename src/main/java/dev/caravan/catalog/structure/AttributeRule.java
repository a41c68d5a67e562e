package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.value.Values;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The part of an attribute that decides which values are valid. */
public record AttributeRule(long id, String name, AttributeType type, List<String> options) {

    /** The value as it is stored. @throws IllegalArgumentException if it does not fit the type; the message says why */
    public JsonNode accept(JsonNode value) {
        return switch (type) {
            case TEXT -> TextNode.valueOf(Values.longText(value));
            case NUMBER -> number(Values.number(value));
            case BOOLEAN -> bool(value);
            case DATE -> date(value);
            case CHOICE -> TextNode.valueOf(option(value));
            case MULTICHOICE -> choices(value);
        };
    }

    private static JsonNode number(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return DecimalNode.valueOf(bare.scale() < 0 ? bare.setScale(0) : bare);
    }

    private static JsonNode bool(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        String word = value.isTextual() ? value.textValue().strip() : "";
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return BooleanNode.valueOf(word.equalsIgnoreCase("true"));
        }
        throw new IllegalArgumentException("must be true or false");
    }

    private static JsonNode date(JsonNode value) {
        try {
            if (value.isTextual()) {
                return TextNode.valueOf(
                        LocalDate.parse(value.textValue().strip()).toString());
            }
        } catch (DateTimeParseException e) {
            // falls through to the sentence below
        }
        throw new IllegalArgumentException("must be a date such as 2026-01-31");
    }

    private String option(JsonNode value) {
        String wanted = value.isTextual() ? value.textValue().strip() : "";
        return options.stream()
                .filter(option -> option.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + String.join(", ", options)));
    }

    /** A list, or as in a cell of CSV a text with the options separated by {@code |}. */
    private JsonNode choices(JsonNode value) {
        Set<String> chosen = new LinkedHashSet<>();
        if (value.isTextual()) {
            Stream.of(value.textValue().split("\\|")).forEach(one -> chosen.add(option(TextNode.valueOf(one))));
        } else if (value.isArray()) {
            value.forEach(one -> chosen.add(option(one)));
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("must be a list of one or more of " + String.join(", ", options));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        chosen.forEach(list::add);
        return list;
    }
}
