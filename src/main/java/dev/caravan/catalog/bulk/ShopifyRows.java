package dev.caravan.catalog.bulk;

import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The columns of Shopify's export of products, the older and the newer ones. The rows of a product follow each other
 * and have its handle. The first row has the fields of the product; each row has a variant, or only a further image.
 */
final class ShopifyRows implements RowFormat {

    /** Shopify allows 2,048 variants and 250 images. */
    private static final int MOST_ROWS = 3_000;

    private static final int MOST_CHARACTERS = 4 * BulkLines.LONGEST;
    private static final Set<String> KNOWN = Set.of(
            "handle",
            "url handle",
            "title",
            "body (html)",
            "vendor",
            "type",
            "tags",
            "published",
            "published on online store",
            "option1 name",
            "option1 value",
            "variant sku",
            "variant price",
            "variant compare at price",
            "compare-at price",
            "variant inventory qty",
            "inventory quantity",
            "image src",
            "product image url",
            "gift card",
            "seo title");

    private final NamedCells names;
    private final ShopifyProduct product;
    private final List<CsvRows.Row> group = new ArrayList<>();
    private String handle = "";
    private long characters;
    private boolean tooMany;

    private ShopifyRows(NamedCells names, ShopifyProduct product) {
        this.names = names;
        this.product = product;
    }

    static long known(String[] header) {
        return Stream.of(header)
                .filter(cell -> KNOWN.contains(NamedCells.key(cell)))
                .count();
    }

    /** @throws ApiException 400 if it is another file */
    static ShopifyRows of(String[] header, UploadOptions options, AttributeColumns known) {
        NamedCells names = new NamedCells(header, options.emptyRemoves());
        if (names.find("Handle", "URL handle") < 0 || names.find("Title") < 0 || names.find("Variant SKU", "SKU") < 0) {
            throw ApiException.badRequest(
                    "The file must have the columns Handle (or URL handle), Title and Variant SKU (or SKU),"
                            + " as Shopify's export of products has");
        }
        return new ShopifyRows(names, new ShopifyProduct(names, options, known));
    }

    @Override
    public void take(CsvRows.Row row, Consumer<BulkLine> out) {
        String next = NamedCells.cell(row.cells(), names.find("Handle", "URL handle"));
        if (next.isEmpty()) {
            out.accept(BulkLine.refused(row.number(), "has no handle, which says to which product it belongs"));
            return;
        }
        if (!next.equalsIgnoreCase(handle)) {
            end(out);
            handle = next;
        }
        try {
            names.note(row.cells());
        } catch (IllegalArgumentException e) {
            out.accept(BulkLine.refused(row.number(), String.valueOf(e.getMessage())));
            return;
        }
        characters += Stream.of(row.cells()).mapToLong(String::length).sum();
        tooMany |= group.size() >= MOST_ROWS || characters > MOST_CHARACTERS;
        if (!tooMany) {
            group.add(row);
        }
    }

    @Override
    public void end(Consumer<BulkLine> out) {
        if (tooMany) {
            out.accept(BulkLine.refused(
                    group.get(0).number(),
                    "has the handle of more than " + MOST_ROWS + " rows or " + MOST_CHARACTERS + " characters"));
        } else if (!group.isEmpty()) {
            product.lines(handle, List.copyOf(group), out);
        }
        group.clear();
        characters = 0;
        tooMany = false;
    }

    @Override
    public List<String> ignored() {
        return names.ignored();
    }

    @Override
    public List<String> notes() {
        return product.notes();
    }
}
