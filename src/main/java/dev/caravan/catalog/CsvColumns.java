package dev.caravan.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The header of a CSV upload: which column is which field of a product. */
final class CsvColumns {

    private static final Set<String> SCALARS = Set.of(
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
            "parentProductId");
    private static final Set<String> SIDES = Set.of("length", "width", "height");
    private static final Set<String> LISTS = Set.of("categories", "tags", "assets");
    private static final String ATTRIBUTE = "attribute:";
    private static final int MOST = 1_000;

    private final List<String> names;

    private CsvColumns(List<String> names) {
        this.names = names;
    }

    /** @throws ApiException 400 if a column is not known, or the SKU is missing */
    static CsvColumns of(String[] header) {
        if (header.length > MOST) {
            throw ApiException.badRequest("The first line names more than " + MOST + " columns");
        }
        List<String> names = Stream.of(header)
                .map(cell -> cell.replace("\uFEFF", "").strip())
                .toList();
        for (String name : names) {
            if (!SCALARS.contains(name)
                    && !SIDES.contains(name)
                    && !LISTS.contains(name)
                    && !(name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length())) {
                throw ApiException.badRequest("The column \"" + ApiException.cut(name) + "\" is not known. Columns are "
                        + String.join(
                                ", ",
                                Stream.of(SCALARS, SIDES, LISTS)
                                        .flatMap(Set::stream)
                                        .sorted()
                                        .toList())
                        + ", and attribute:<name>");
            }
        }
        if (!names.contains("sku")) {
            throw ApiException.badRequest(
                    "The first line must name the columns, separated by commas, with sku among them");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw ApiException.badRequest("The first line names a column twice");
        }
        return new CsvColumns(names);
    }

    BulkLine line(long number, String[] cells) {
        if (cells.length > names.size()) {
            return new BulkLine(number, 0, null, "has " + cells.length + " cells, but the header has " + names.size());
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int size = 0;
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                put(fields, names.get(i), cells[i]);
                size += cells[i].length();
            }
        }
        return size > BulkLines.LONGEST
                ? new BulkLine(number, 0, null, "is longer than " + BulkLines.LONGEST + " characters")
                : new BulkLine(number, size, fields, null);
    }

    private static void put(ObjectNode fields, String name, String cell) {
        if (SCALARS.contains(name)) {
            fields.put(name, cell);
        } else if (SIDES.contains(name)) {
            fields.withObject("/dimensions").put(name, cell);
        } else if (LISTS.contains(name)) {
            ArrayNode list = fields.putArray(name);
            Stream.of(cell.split("\\|")).filter(part -> !part.isBlank()).forEach(part -> list.add(part.strip()));
        } else {
            fields.withArray("/attributes")
                    .addObject()
                    .put("name", name.substring(ATTRIBUTE.length()).strip())
                    .put("value", cell);
        }
    }
}
