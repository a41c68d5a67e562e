package dev.caravan.catalog.bulk;

import java.util.List;
import java.util.function.Consumer;

/** Turns the rows of a CSV file into products, by the columns that its first line names. */
interface RowFormat {

    /** A row with at least one cell that is not blank. */
    void take(CsvRows.Row row, Consumer<BulkLine> out);

    /** No more rows will come. */
    default void end(Consumer<BulkLine> out) {}

    /** Columns with values that were not taken. */
    default List<String> ignored() {
        return List.of();
    }

    default List<String> notes() {
        return List.of();
    }
}
