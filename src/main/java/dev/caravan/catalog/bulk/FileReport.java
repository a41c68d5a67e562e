package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file was read: its properties, and the parts that were not imported.
 *
 * @param delimiter between the cells of CSV: {@code ,}, {@code ;}, {@code |} or {@code tab}
 * @param columnsIgnored columns with values that have no place in the catalogue @param notes other values that were
 * read differently from what the file says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileReport(
        String format,
        String charset,
        @Nullable String delimiter,
        @Nullable String decimal,
        @Nullable String emptyMeans,
        List<String> columnsIgnored,
        List<String> notes) {

    static FileReport ndjson(String charset) {
        return new FileReport("ndjson", charset, null, null, null, List.of(), List.of());
    }
}
