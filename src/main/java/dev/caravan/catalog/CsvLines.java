package dev.caravan.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.web.StrictText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code text/csv}: commas, a header line with the names of {@link CsvColumns}, in UTF-8. An empty cell is absent. */
final class CsvLines implements BulkLines {

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private static final String REST = "the rest of the file has not been read";

    private final MappingIterator<String[]> rows;
    private final RowLimit limit;
    private final CsvColumns columns;
    private boolean broken;

    CsvLines(InputStream in) throws IOException {
        limit = new RowLimit(new InputStreamReader(in, StrictText.utf8()), LONGEST);
        rows = MAPPER.readerFor(String[].class).readValues(limit);
        try {
            columns = CsvColumns.of(rows.hasNextValue() ? rows.nextValue() : new String[0]);
        } catch (RowLimit.TooLongException e) {
            throw ApiException.badRequest("The first line is longer than " + LONGEST + " characters");
        } catch (CharacterCodingException e) {
            throw ApiException.badRequest("The file is not UTF-8");
        } catch (JsonProcessingException | NoSuchElementException e) {
            throw ApiException.badRequest("The first line is not valid CSV");
        }
    }

    @Override
    public @Nullable BulkLine next() throws IOException {
        while (!broken) {
            long number = rows.getParser().currentLocation().getLineNr();
            limit.nextRow();
            try {
                if (!rows.hasNextValue()) {
                    return null;
                }
                number =
                        Math.max(number, rows.getParser().currentTokenLocation().getLineNr());
                String[] cells = rows.nextValue();
                if (cells.length > 1 || cells.length == 1 && !cells[0].isBlank()) {
                    String wrong = problem(cells);
                    return wrong.isEmpty()
                            ? columns.line(number, cells)
                            : new BulkLine(number, 0, null, "has a cell that " + wrong);
                }
            } catch (RowLimit.TooLongException e) {
                broken = true;
                return new BulkLine(number, 0, null, "is longer than " + LONGEST + " characters; " + REST);
            } catch (CharacterCodingException e) {
                broken = true;
                return new BulkLine(number, 0, null, "or one of the next is not UTF-8; " + REST);
            } catch (JsonProcessingException | NoSuchElementException e) {
                // An open quote swallows line ends: what follows cannot be told apart any more.
                broken = true;
                return new BulkLine(number, 0, null, "is not valid CSV; " + REST);
            }
        }
        return null;
    }

    private static String problem(String[] cells) {
        return Stream.of(cells)
                .map(StrictText::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }
}
