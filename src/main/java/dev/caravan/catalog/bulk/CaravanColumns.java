package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.bulk.AttributeColumns.Known;
import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our own columns: fields of a product by their names, without regard to letter case and blanks. */
final class CaravanColumns implements RowFormat {

    private static final Set<String> FIELDS = Set.of(
            "sku",
            "name",
            "type",
            "status",
            "price",
            "salePrice",
            "stockQuantity",
            "description",
            "shortDescription",
            "weight",
            "familyId",
            "parentProductId",
            "length",
            "width",
            "height",
            "categories",
            "tags",
            "assets",
            "images",
            "parentSku");

    /** Fields that every product has: an empty cell cannot remove them, and leaves them as they are. */
    private static final Set<String> KEPT_IF_EMPTY = Set.of("type", "status", "parentProductId", "parentSku");

    private static final Set<String> NUMBERS = Set.of("price", "salePrice", "weight");
    private static final Set<String> SIDES = Set.of("length", "width", "height");
    private static final Set<String> LISTS = Set.of("categories", "tags", "assets", "images");
    private static final Set<String> TEXTS = Set.of("description", "shortDescription");
    private static final String ATTRIBUTE = "attribute:";
    private static final int MOST = 1_000;
    private static final Map<String, String> BY_KEY =
            FIELDS.stream().collect(Collectors.toMap(CaravanColumns::key, name -> name));

    /** @param attribute whether {@code name} is that of an attribute; empty if the column has no name */
    private record Column(
            String name, boolean attribute, @Nullable Known known) {}

    private final List<Column> columns;
    private final Cells cells;
    private final boolean emptyRemoves;
    private final char delimiter;

    private CaravanColumns(List<Column> columns, UploadOptions options, char delimiter) {
        this.columns = columns;
        this.delimiter = delimiter;
        this.cells = new Cells(options.decimal());
        this.emptyRemoves = options.emptyRemoves();
    }

    /** How many cells of a first line are known columns. */
    static long known(String[] header) {
        return Stream.of(header)
                .filter(cell -> attribute(cell) != null || BY_KEY.containsKey(key(cell)))
                .count();
    }

    /** @throws ApiException 400 if a column is not known, or the SKU is missing */
    static CaravanColumns of(CsvHead head, UploadOptions options, AttributeColumns attributes) {
        String[] header = head.cells();
        if (header.length > MOST) {
            throw ApiException.badRequest("The first line names more than " + MOST + " columns");
        }
        Map<String, Known> found = attributes.find(Stream.of(header)
                .map(CaravanColumns::attribute)
                .flatMap(Stream::ofNullable)
                .toList());
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String cell : header) {
            Column column = column(cell, found);
            columns.add(column);
            if (!column.name.isEmpty()
                    && !names.add((column.attribute ? ATTRIBUTE : "") + column.name.toLowerCase(Locale.ROOT))) {
                throw ApiException.badRequest(
                        "The first line names the column \"" + ApiException.cut(column.name) + "\" twice");
            }
        }
        if (!names.contains("sku")) {
            throw ApiException.badRequest("The first line must name the columns, with sku among them. Between them are"
                    + " commas, semicolons, tabs or |");
        }
        return new CaravanColumns(columns, options, head.delimiter());
    }

    private static Column column(String cell, Map<String, Known> found) {
        String attribute = attribute(cell);
        if (attribute != null) {
            return new Column(attribute, true, found.get(attribute.toLowerCase(Locale.ROOT)));
        }
        String name = CellText.trimmed(cell).isEmpty() ? "" : BY_KEY.get(key(cell));
        if (name == null) {
            throw ApiException.badRequest(
                    "The column \"" + ApiException.cut(cell.strip()) + "\" is not known. Columns are "
                            + FIELDS.stream().sorted().collect(Collectors.joining(", "))
                            + ", and attribute:<name>. For files that WooCommerce or Shopify has exported, add"
                            + " format=woocommerce or format=shopify to the address");
        }
        return new Column(name, false, null);
    }

    private static @Nullable String attribute(String cell) {
        String[] parts = cell.split(":", 2);
        return parts.length == 2 && key(parts[0]).equals("attribute") && !parts[1].isBlank()
                ? CellText.trimmed(parts[1]).replaceAll("\\s+", " ")
                : null;
    }

    /** {@code Sale Price} and {@code sale_price} are {@code salePrice}. */
    private static String key(String cell) {
        return cell.replaceAll("[\\s\\u00a0_-]+", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public void take(CsvRows.Row row, Consumer<BulkLine> out) {
        out.accept(line(row.number(), row.cells()));
    }

    private BulkLine line(long number, String[] values) {
        if (values.length > columns.size()
                && Stream.of(values).skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            return BulkLine.refused(number, "has " + values.length + " cells, but the header has " + columns.size());
        }
        if (emptyRemoves && values.length < columns.size()) {
            return BulkLine.refused(
                    number,
                    "has " + values.length + " cells, but the header has " + columns.size()
                            + ": with emptyMeans=remove each row must have all");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int size = 0;
        for (int i = 0; i < Math.min(values.length, columns.size()); i++) {
            try {
                put(fields, columns.get(i), CellText.bare(values[i]));
                size += values[i].length();
            } catch (IllegalArgumentException e) {
                return BulkLine.refused(
                        number,
                        "column " + (i + 1) + " (" + ApiException.cut(columns.get(i).name) + "): " + e.getMessage());
            }
        }
        if (fields.path("name").isNull()) {
            if (!fields.has("parentSku")) {
                return BulkLine.refused(number, "has an empty name, which cannot be removed");
            }
            fields.remove("name"); // a new variant has its parent's
        }
        return size > BulkLines.LONGEST
                ? BulkLine.refused(number, "is longer than " + BulkLines.LONGEST + " characters")
                : new BulkLine(number, size, fields, null);
    }

    private void put(ObjectNode fields, Column column, String cell) {
        boolean empty = CellText.trimmed(cell).isEmpty();
        if (column.name.isEmpty()) {
            if (!empty) {
                throw new IllegalArgumentException("has a value, but the first line has no name for it");
            }
        } else if (!empty) {
            set(fields, column, read(column, cell));
        } else if (emptyRemoves && !KEPT_IF_EMPTY.contains(column.name)) {
            if (!column.name.equals("sku")) {
                set(fields, column, NullNode.instance);
            }
        }
    }

    private JsonNode read(Column column, String cell) {
        if (!column.attribute && !TEXTS.contains(column.name)) {
            Cells.oneLine(cell, delimiter);
        }
        if (column.attribute) {
            return cells.attribute(column.name, column.known, cell);
        }
        if (NUMBERS.contains(column.name) || SIDES.contains(column.name)) {
            return cells.number(cell);
        }
        if (LISTS.contains(column.name)) {
            return cells.list(List.of(cell.split("\\|")), cells::label);
        }
        return switch (column.name) {
            case "sku", "parentSku" -> cells.sku(cell);
            case "name" -> cells.label(cell);
            case "stockQuantity" -> cells.wholeNumber(cell);
            default -> cells.text(cell);
        };
    }

    private static void set(ObjectNode fields, Column column, JsonNode value) {
        if (column.attribute) {
            fields.withArray("/attributes").addObject().put("name", column.name).set("value", value);
        } else if (SIDES.contains(column.name)) {
            fields.withObject("/dimensions").set(column.name, value);
        } else {
            fields.set(column.name, value);
        }
    }
}
