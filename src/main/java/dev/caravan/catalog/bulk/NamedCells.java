package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells of another program's file by the names of their columns, without letter case. Columns that are not read are
 * noted.
 */
final class NamedCells {

    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_SAID = 100;

    private final String[] header;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> found = new HashMap<>();
    private final BitSet read = new BitSet();
    private final BitSet filled = new BitSet();
    private final boolean emptyRemoves;

    /** @throws ApiException 400 if there are too many columns */
    NamedCells(String[] header, boolean emptyRemoves) {
        if (header.length > MOST_COLUMNS) {
            throw ApiException.badRequest("The first line names more than " + MOST_COLUMNS + " columns");
        }
        this.header = header.clone();
        this.emptyRemoves = emptyRemoves;
        IntStream.range(0, header.length).forEach(i -> places.putIfAbsent(key(header[i]), i));
    }

    static String key(String name) {
        return CellText.trimmed(name).toLowerCase(Locale.ROOT);
    }

    /** The first of these columns that the file has; -1 if it has none. */
    int find(String... names) {
        return found.computeIfAbsent(
                names[0],
                first -> Stream.of(names)
                        .map(name -> places.getOrDefault(key(name), -1))
                        .filter(place -> place >= 0)
                        .findFirst()
                        .map(this::read)
                        .orElse(-1));
    }

    /** A column with its unit in its name, such as {@code Weight (kg)}; -1 if there is none. */
    int findWithUnit(String begin) {
        return found.computeIfAbsent(
                begin,
                first -> IntStream.range(0, header.length)
                        .boxed()
                        .filter(i -> key(header[i]).equals(key(first))
                                || key(header[i]).startsWith(key(first) + " ("))
                        .findFirst()
                        .map(this::read)
                        .orElse(-1));
    }

    private int read(int place) {
        read.set(place);
        return place;
    }

    String name(int column) {
        return header[column].strip();
    }

    /** Remembers which columns have values. @throws IllegalArgumentException if a cell has no column */
    void note(String[] row) {
        for (int i = 0; i < row.length; i++) {
            if (!row[i].isBlank()) {
                if (i >= header.length || header[i].isBlank()) {
                    throw new IllegalArgumentException(
                            "has a value in column " + (i + 1) + ", which the first line does not name");
                }
                filled.set(i);
            }
        }
    }

    /** Empty if the file has no such column. */
    static String cell(String[] row, int column) {
        return column < 0 || column >= row.length ? "" : CellText.trimmed(row[column]);
    }

    /** Reads a cell that is not empty; null if it is. @throws IllegalArgumentException naming the column */
    @Nullable JsonNode value(String[] row, int column, Function<String, JsonNode> reader) {
        String cell = cell(row, column);
        try {
            return cell.isEmpty() ? null : reader.apply(cell);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "column " + (column + 1) + " (" + ApiException.cut(name(column)) + "): " + e.getMessage(), e);
        }
    }

    /** Sets a field; an empty cell removes it if the request says so. */
    void put(ObjectNode fields, String field, String[] row, int column, Function<String, JsonNode> reader) {
        JsonNode value = value(row, column, reader);
        if (value != null) {
            fields.set(field, value);
        } else if (column >= 0 && emptyRemoves) {
            fields.putNull(field);
        }
    }

    /** Columns with values that have not been read. */
    List<String> ignored() {
        return filled.stream()
                .filter(column -> !read.get(column))
                .limit(MOST_SAID)
                .mapToObj(column -> ApiException.cut(name(column)))
                .toList();
    }
}
