package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of WooCommerce's own export (WC_Product_CSV_Exporter); for its texts see {@link WooCommerceTexts}. */
final class WooCommerceColumns implements RowFormat {

    private static final Set<String> KNOWN =
            Set.of(("id,type,sku,name,published,is featured?,visibility in catalog,short description,"
                            + "description,tax status,tax class,in stock?,stock,sale price,regular price,categories,tags,images,parent,position")
                    .split(","));
    private static final int MOST_ATTRIBUTES = 100;

    private record AttributePair(int name, int values) {}

    private final NamedCells names;
    private final Cells cells;
    private final boolean emptyRemoves;
    private final Notes notes = new Notes();
    private final ForeignAttributes attributes;
    private final List<AttributePair> pairs = new ArrayList<>();
    private final @Nullable String gtin;
    private final int gtinColumn;

    private WooCommerceColumns(String[] header, UploadOptions options, AttributeColumns known) {
        names = new NamedCells(header, options.emptyRemoves());
        cells = new Cells(options.decimal());
        emptyRemoves = options.emptyRemoves();
        attributes = new ForeignAttributes(known, cells, notes);
        for (int i = 1; i <= MOST_ATTRIBUTES; i++) {
            int name = names.find("Attribute " + i + " name");
            if (name >= 0) {
                pairs.add(new AttributePair(name, names.find("Attribute " + i + " value(s)")));
            }
        }
        gtin = attributes.existing("gtin", "ean", "global_unique_id");
        gtinColumn = gtin == null ? -1 : names.find("GTIN, UPC, EAN, or ISBN");
    }

    static long known(String[] header) {
        return Stream.of(header)
                .filter(cell -> KNOWN.contains(NamedCells.key(cell)))
                .count();
    }

    /** @throws ApiException 400 if it is another file */
    static WooCommerceColumns of(String[] header, UploadOptions options, AttributeColumns known) {
        WooCommerceColumns columns = new WooCommerceColumns(header, options, known);
        if (columns.names.find("SKU") < 0) {
            throw ApiException.badRequest(
                    "The file has no column SKU, as WooCommerce's export of products has. WooCommerce"
                            + " names its columns in the language of the user: choose English there before you export");
        }
        return columns;
    }

    @Override
    public void take(CsvRows.Row row, Consumer<BulkLine> out) {
        try {
            String[] values =
                    Stream.of(row.cells()).map(WooCommerceTexts::unescaped).toArray(String[]::new);
            names.note(values);
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            product(fields, values);
            out.accept(new BulkLine(
                    row.number(), Stream.of(values).mapToInt(String::length).sum(), fields, null));
        } catch (IllegalArgumentException e) {
            out.accept(BulkLine.refused(row.number(), String.valueOf(e.getMessage())));
        }
    }

    private void product(ObjectNode fields, String[] row) {
        String type = type(NamedCells.cell(row, names.find("Type")));
        fields.put("type", type);
        JsonNode sku = names.value(row, names.find("SKU"), cells::sku);
        if (sku == null) {
            throw new IllegalArgumentException(
                    "has no SKU, by which Caravan knows products: give it one in WooCommerce");
        }
        fields.set("sku", sku);
        parent(fields, row, type.equals("variant"));
        JsonNode name = names.value(row, names.find("Name"), this::name);
        if (name != null) {
            fields.set("name", name);
        }
        JsonNode status = names.value(row, names.find("Published"), this::status);
        if (status != null) {
            fields.set("status", status);
        }
        names.put(fields, "shortDescription", row, names.find("Short description"), this::description);
        names.put(fields, "description", row, names.find("Description"), this::description);
        prices(fields, row);
        stock(fields, row);
        measures(fields, row);
        names.put(
                fields,
                "categories",
                row,
                names.find("Categories"),
                cell -> cells.list(WooCommerceTexts.list(cell), cells::label));
        names.put(
                fields, "tags", row, names.find("Tags"), cell -> cells.list(WooCommerceTexts.list(cell), cells::label));
        names.put(
                fields,
                "images",
                row,
                names.find("Images"),
                cell -> cells.list(WooCommerceTexts.list(cell), cells::text));
        for (AttributePair pair : pairs) {
            String attribute = NamedCells.cell(row, pair.name());
            if (!attribute.isEmpty()) {
                names.value(row, pair.values(), values -> {
                    attributes.put(fields, attribute, WooCommerceTexts.list(values), type.equals("variable"));
                    return TextNode.valueOf("");
                });
            }
        }
        if (gtin != null) {
            names.value(row, gtinColumn, value -> {
                attributes.put(fields, gtin, List.of(value), false);
                return TextNode.valueOf("");
            });
        }
    }

    private String type(String cell) {
        List<String> words = Stream.of(cell.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        if (words.contains("virtual") || words.contains("downloadable")) {
            notes.add("Virtual and downloadable products are taken without these marks");
        }
        String type = words.stream()
                .filter(word -> !word.equals("virtual") && !word.equals("downloadable"))
                .findFirst()
                .orElse("");
        return switch (type) {
            case "", "simple" -> "simple";
            case "variable" -> "variable";
            case "variation" -> "variant";
            default ->
                throw new IllegalArgumentException("is of type \"" + ApiException.cut(type)
                        + "\"; Caravan has simple and variable products and variations");
        };
    }

    private void parent(ObjectNode fields, String[] row, boolean variant) {
        String parent = NamedCells.cell(row, names.find("Parent"));
        if (!variant) {
            if (!parent.isEmpty()) {
                notes.add("The parents of products that are no variations are not taken");
            }
        } else if (parent.isEmpty() || parent.toLowerCase(Locale.ROOT).startsWith("id:")) {
            throw new IllegalArgumentException("is a variation, but its parent"
                    + (parent.isEmpty()
                            ? " is not named"
                            : " (" + ApiException.cut(parent) + ") has no SKU: give it one in WooCommerce"));
        } else {
            fields.put("parentSku", parent);
        }
    }

    private JsonNode status(String published) {
        return switch (published.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> TextNode.valueOf("complete");
            case "0", "-1", "2", "false" -> {
                if (published.equals("0")) {
                    notes.add("Private products (Published is 0) are taken as incomplete, which are drafts in stores");
                }
                yield TextNode.valueOf("incomplete");
            }
            default -> throw new IllegalArgumentException("must be 1, 0, -1 (draft) or 2 (pending)");
        };
    }

    private JsonNode name(String cell) {
        if (WooCommerceTexts.hasTags(cell)) {
            notes.add("Names are taken without their HTML tags");
        }
        return cells.label(WooCommerceTexts.name(cell));
    }

    private JsonNode description(String cell) {
        return cells.text(WooCommerceTexts.description(cell));
    }

    private void prices(ObjectNode fields, String[] row) {
        names.put(fields, "price", row, names.find("Regular price"), cells::number);
        boolean dated = !NamedCells.cell(row, names.find("Date sale price starts"))
                        .isEmpty()
                || !NamedCells.cell(row, names.find("Date sale price ends")).isEmpty();
        if (dated) {
            notes.add("Sale prices that have a date of start or end are not taken: a sale price of Caravan has none");
        } else {
            names.put(fields, "salePrice", row, names.find("Sale price"), cells::number);
        }
    }

    private void stock(ObjectNode fields, String[] row) {
        int column = names.find("Stock");
        if (!NamedCells.cell(row, column).equalsIgnoreCase("parent")) {
            names.put(fields, "stockQuantity", row, column, cells::wholeNumber);
        } else if (emptyRemoves) {
            fields.putNull("stockQuantity");
        }
        boolean outOfStock = NamedCells.cell(row, names.find("In stock?")).equals("0");
        if (outOfStock
                && NamedCells.cell(row, column).isEmpty()
                && !fields.path("type").asText().equals("variable")) {
            fields.put("stockQuantity", "0"); // otherwise it would be sold
            notes.add("Products that are out of stock without a quantity are taken with the quantity 0");
        }
    }

    private void measures(ObjectNode fields, String[] row) {
        Function<String, JsonNode> number =
                cell -> cell.indexOf(',') < 0 ? new Cells('.').number(cell) : cells.number(cell);
        names.put(fields, "weight", row, names.findWithUnit("Weight"), number);
        for (String side : List.of("Length", "Width", "Height")) {
            int column = names.findWithUnit(side);
            if (column >= 0) {
                names.put(fields.withObject("/dimensions"), side.toLowerCase(Locale.ROOT), row, column, number);
            }
        }
    }

    @Override
    public List<String> ignored() {
        return names.ignored();
    }

    @Override
    public List<String> notes() {
        return attributes.notes();
    }
}
