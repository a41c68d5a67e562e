package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.platform.ApiException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one handle into a product with its variants. Shopify's price is the price that customers pay:
 * with a higher compare-at price it is the sale price.
 */
final class ShopifyProduct {

    private static final int OPTIONS = 3;
    private static final BigDecimal GRAMS_OF_A_KILOGRAM = BigDecimal.valueOf(1_000);

    private final NamedCells names;
    private final Cells cells;
    private final Notes notes = new Notes();
    private final ForeignAttributes attributes;
    private final @Nullable String gtin;
    private final @Nullable String vendor;

    ShopifyProduct(NamedCells names, UploadOptions options, AttributeColumns known) {
        this.names = names;
        this.cells = new Cells(options.decimal());
        this.attributes = new ForeignAttributes(known, cells, notes);
        this.gtin = attributes.existing("gtin", "ean", "barcode");
        this.vendor = attributes.existing("vendor", "brand");
    }

    List<String> notes() {
        return attributes.notes();
    }

    void lines(String handle, List<CsvRows.Row> rows, Consumer<BulkLine> out) {
        CsvRows.Row first = rows.get(0);
        List<CsvRows.Row> variants = rows.stream().filter(this::isVariant).toList();
        if (cell(first, "Title").isEmpty()) {
            variants.forEach(row -> out.accept(BulkLine.refused(
                    row.number(),
                    "has no title; the rows of a handle must follow each other, the one with the title first")));
        } else if (variants.size() <= 1 && !hasOptions(first)) {
            line(first, out, fields -> {
                product(fields, rows);
                variant(fields, variants.isEmpty() ? first : variants.get(0));
            });
        } else {
            notes.add("A variable product has its handle as its SKU: Shopify has a SKU for its variants only");
            line(first, out, fields -> {
                product(fields, rows);
                fields.put("type", "variable").put("sku", handle);
            });
            Set<String> skus = new HashSet<>();
            variants.forEach(row -> line(row, out, fields -> {
                fields.put("type", "variant").put("parentSku", handle);
                status(fields, first);
                variant(fields, row);
                String sku = fields.path("sku").asText();
                if (!skus.add(sku.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("has the Variant SKU \"" + ApiException.cut(sku)
                            + "\" of another variant of its product: give each its own in Shopify");
                }
                options(fields, first, row);
                images(fields, List.of(row), "Variant Image", "Variant image URL");
            }));
        }
    }

    private static void line(CsvRows.Row row, Consumer<BulkLine> out, Consumer<ObjectNode> write) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
            write.accept(fields);
            out.accept(new BulkLine(row.number(), fields.toString().length(), fields, null));
        } catch (IllegalArgumentException e) {
            out.accept(BulkLine.refused(row.number(), String.valueOf(e.getMessage())));
        }
    }

    private boolean isVariant(CsvRows.Row row) {
        return Stream.of(
                        cell(row, "Variant SKU", "SKU"),
                        cell(row, "Option1 value"),
                        cell(row, "Variant Price", "Price"))
                .anyMatch(cell -> !cell.isEmpty());
    }

    /** A product without choices has one option, "Title", with the value "Default Title". */
    private boolean hasOptions(CsvRows.Row row) {
        String name = cell(row, "Option1 name");
        return !name.isEmpty() && !cell(row, "Option1 value").equalsIgnoreCase("Default Title");
    }

    private void product(ObjectNode fields, List<CsvRows.Row> rows) {
        CsvRows.Row first = rows.get(0);
        put(fields, "name", first, cells::label, "Title");
        put(fields, "description", first, cells::text, "Body (HTML)", "Description");
        put(fields, "tags", first, cell -> cells.list(List.of(cell.split(",")), cells::label), "Tags");
        String category = names.find("Product Category") >= 0
                        && !cell(first, "Product Category").isEmpty()
                ? "Product Category"
                : "Type";
        put(fields, "categories", first, cell -> cells.list(List.of(cell), cells::label), category);
        status(fields, first);
        images(fields, rows, "Image Src", "Product image URL");
        attribute(fields, vendor, first, "Vendor");
    }

    private void status(ObjectNode fields, CsvRows.Row first) {
        String status = cell(first, "Status").toLowerCase(Locale.ROOT);
        String published = cell(first, "Published", "Published on online store").toLowerCase(Locale.ROOT);
        if (status.equals("archived")) {
            notes.add("Archived products are taken as incomplete, which are drafts in stores");
        }
        boolean shown = (status.isEmpty() || status.equals("active")) && !published.equals("false");
        fields.put("status", shown ? "complete" : "incomplete");
    }

    private void variant(ObjectNode fields, CsvRows.Row row) {
        JsonNode sku =
                names.value(row.cells(), names.find("Variant SKU", "SKU"), cell -> cells.sku(withoutApostrophe(cell)));
        if (sku == null) {
            throw new IllegalArgumentException(
                    "has no Variant SKU, by which Caravan knows products: give it one in Shopify");
        }
        fields.set("sku", sku);
        prices(fields, row);
        int tracker = names.find("Variant Inventory Tracker", "Inventory tracker");
        if (tracker < 0 || !NamedCells.cell(row.cells(), tracker).isEmpty()) {
            put(fields, "stockQuantity", row, cells::wholeNumber, "Variant Inventory Qty", "Inventory quantity");
        } else {
            names.find("Variant Inventory Qty", "Inventory quantity");
            notes.add("Quantities that Shopify does not track are not taken");
        }
        put(fields, "weight", row, this::kilograms, "Variant Grams", "Weight value (grams)");
        attribute(fields, gtin, row, "Variant Barcode", "Barcode");
    }

    private void prices(ObjectNode fields, CsvRows.Row row) {
        int compared = names.find("Variant Compare At Price", "Compare-at price");
        JsonNode price = names.value(row.cells(), names.find("Variant Price", "Price"), cells::number);
        JsonNode before = names.value(row.cells(), compared, cells::number);
        if (price == null) {
            return;
        }
        boolean sale =
                before != null && new BigDecimal(before.textValue()).compareTo(new BigDecimal(price.textValue())) > 0;
        if (sale) {
            fields.set("price", before);
            fields.set("salePrice", price);
            return;
        }
        fields.set("price", price);
        if (compared >= 0) {
            fields.putNull("salePrice"); // without it, an older sale price would stay, and could be above the price
        }
    }

    private JsonNode kilograms(String cell) {
        BigDecimal grams = new BigDecimal(cells.number(cell).textValue());
        notes.add("Weights are taken in kilograms: Shopify's file has grams");
        return TextNode.valueOf(
                grams.divide(GRAMS_OF_A_KILOGRAM).stripTrailingZeros().toPlainString());
    }

    private void options(ObjectNode fields, CsvRows.Row first, CsvRows.Row row) {
        for (int i = 1; i <= OPTIONS; i++) {
            String named = "Option" + i + " name";
            String name = cell(row, named).isEmpty() ? cell(first, named) : cell(row, named);
            String value = cell(row, "Option" + i + " value");
            if (!name.isEmpty() && !value.isEmpty()) {
                names.value(row.cells(), names.find("Option" + i + " value"), cell -> {
                    attributes.put(fields, name, List.of(cell), false);
                    return TextNode.valueOf(cell);
                });
            }
        }
    }

    private void images(ObjectNode fields, List<CsvRows.Row> rows, String... columns) {
        ArrayNode images = JsonNodeFactory.instance.arrayNode();
        rows.stream()
                .filter(row -> !cell(row, columns).isEmpty())
                .sorted(Comparator.comparingInt(row -> position(row)))
                .forEach(row -> images.add(names.value(row.cells(), names.find(columns), cells::text)));
        if (!images.isEmpty()) {
            fields.set("images", images);
        }
    }

    private int position(CsvRows.Row row) {
        String position = cell(row, "Image position");
        return position.matches("\\d{1,6}") ? Integer.parseInt(position) : Integer.MAX_VALUE;
    }

    private void attribute(ObjectNode fields, @Nullable String attribute, CsvRows.Row row, String... columns) {
        if (attribute != null) {
            names.value(row.cells(), names.find(columns), cell -> {
                attributes.put(fields, attribute, List.of(withoutApostrophe(cell)), false);
                return TextNode.valueOf(cell);
            });
        }
    }

    private static String withoutApostrophe(String cell) {
        return cell.matches("'\\d+") ? cell.substring(1) : cell;
    }

    private void put(
            ObjectNode fields, String field, CsvRows.Row row, Function<String, JsonNode> read, String... columns) {
        names.put(fields, field, row.cells(), names.find(columns), read);
    }

    private String cell(CsvRows.Row row, String... columns) {
        return NamedCells.cell(row.cells(), names.find(columns));
    }
}
