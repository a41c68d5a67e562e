package dev.caravan.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** {@code text/csv}: commas, a header line with the names of {@link CsvColumns}, in UTF-8. An empty cell is absent. */
final class CsvLines implements BulkLines {

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private final MappingIterator<String[]> rows;
    private final CsvColumns columns;
    private boolean broken;

    CsvLines(InputStream in) throws IOException {
        rows = MAPPER.readerFor(String[].class)
                .readValues(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        columns = CsvColumns.of(rows.hasNextValue() ? rows.nextValue() : new String[0]);
    }

    @Override
    public @Nullable BulkLine next() throws IOException {
        while (!broken) {
            long number = rows.getParser().currentLocation().getLineNr();
            try {
                if (!rows.hasNextValue()) {
                    return null;
                }
                number =
                        Math.max(number, rows.getParser().currentTokenLocation().getLineNr());
                String[] cells = rows.nextValue();
                if (cells.length > 1 || cells.length == 1 && !cells[0].isBlank()) {
                    return columns.line(number, cells);
                }
            } catch (JsonProcessingException | NoSuchElementException e) {
                // An open quote swallows line ends: what follows cannot be told apart any more.
                broken = true;
                return new BulkLine(number, 0, null, "is not valid CSV; the rest of the file has not been read");
            }
        }
        return null;
    }
}
