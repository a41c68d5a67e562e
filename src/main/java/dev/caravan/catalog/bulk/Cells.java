package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.bulk.AttributeColumns.Kind;
import dev.caravan.catalog.bulk.AttributeColumns.Known;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads single cells of CSV. A cell that a spreadsheet has damaged is an {@link IllegalArgumentException} whose
 * message says why.
 *
 * @param decimal between a number and its decimals
 */
record Cells(char decimal) {

    /** Refuses a short text that has swallowed other rows, because a quotation mark at its beginning is part of the text. */
    static void oneLine(String cell, char delimiter) {
        int end = Math.max(cell.indexOf('\n'), cell.indexOf('\r'));
        if (end >= 0 && cell.indexOf(delimiter, end) >= 0) {
            throw new IllegalArgumentException(
                    "has a line break with further cells behind it: a quotation mark at the beginning of"
                            + " the cell has no pair. If it is part of the text, put the cell into quotation marks and double it");
        }
    }

    /** A text of any form. */
    JsonNode text(String cell) {
        return checked(cell, SpoiltCells::anywhere);
    }

    JsonNode sku(String cell) {
        return checked(cell, SpoiltCells::anywhere, SpoiltCells::sku);
    }

    /** A name, category or tag. */
    JsonNode label(String cell) {
        return checked(cell, SpoiltCells::anywhere, SpoiltCells::label);
    }

    JsonNode number(String cell) {
        text(cell);
        return TextNode.valueOf(CellNumbers.read(cell, decimal));
    }

    JsonNode wholeNumber(String cell) {
        text(cell);
        return TextNode.valueOf(CellNumbers.readWhole(cell, decimal));
    }

    /** A list of entries that are all read in the same way. */
    JsonNode list(List<String> entries, Function<String, JsonNode> read) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        entries.stream()
                .map(CellText::trimmed)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> list.add(read.apply(entry)));
        return list;
    }

    /** @param known null if the attribute does not exist, which is reported later */
    JsonNode attribute(String name, @Nullable Known known, String cell) {
        Kind kind = known == null ? Kind.TEXT : known.kind();
        if (kind == Kind.NUMBER) {
            return number(cell);
        }
        if (kind == Kind.BOOLEAN || kind == Kind.DATE) {
            return text(cell);
        }
        Stream.of(kind == Kind.MULTICHOICE ? cell.split("\\|") : new String[] {cell})
                .filter(value -> known == null
                        || !known.options().contains(CellText.trimmed(value).toLowerCase(Locale.ROOT)))
                .forEach(value -> checked(value, SpoiltCells::anywhere, text -> SpoiltCells.attribute(name, text)));
        return TextNode.valueOf(cell);
    }

    @SafeVarargs
    private static JsonNode checked(String cell, Function<String, @Nullable String>... checks) {
        for (Function<String, @Nullable String> check : checks) {
            String problem = check.apply(cell);
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
        }
        return TextNode.valueOf(cell);
    }
}
