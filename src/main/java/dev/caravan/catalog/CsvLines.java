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
import org.springframework.core.NestedExceptionUtils;

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
        try {
            rows = MAPPER.readerFor(String[].class).readValues(limit); // reads the first piece
            columns = CsvColumns.of(rows.hasNextValue() ? rows.nextValue() : new String[0]);
        } catch (IOException | NoSuchElementException e) {
            throw switch (Wrong.of(e)) {
                case TOO_LONG -> ApiException.badRequest("The first line is longer than " + LONGEST + " characters");
                case NOT_UTF8 -> ApiException.badRequest("The file is not UTF-8");
                case NOT_CSV -> ApiException.badRequest("The first line is not valid CSV");
            };
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
            } catch (IOException | NoSuchElementException e) {
                // An open quote swallows line ends: what follows cannot be told apart any more.
                broken = true;
                return new BulkLine(number, 0, null, problem(Wrong.of(e)) + "; " + REST);
            }
        }
        return null;
    }

    private static String problem(Wrong wrong) {
        return switch (wrong) {
            case TOO_LONG -> "is longer than " + LONGEST + " characters";
            case NOT_UTF8 -> "or one of the next is not UTF-8";
            case NOT_CSV -> "is not valid CSV";
        };
    }

    /** Why the parser stopped. It may have wrapped what the reader below it said. */
    private enum Wrong {
        TOO_LONG,
        NOT_UTF8,
        NOT_CSV;

        /** @throws IOException if the body cannot be read, which is nothing about CSV */
        static Wrong of(Exception failure) throws IOException {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
            if (cause instanceof RowLimit.TooLongException) {
                return TOO_LONG;
            }
            if (cause instanceof CharacterCodingException) {
                return NOT_UTF8;
            }
            if (cause instanceof IOException io && !(cause instanceof JsonProcessingException)) {
                throw io;
            }
            return NOT_CSV;
        }
    }

    private static String problem(String[] cells) {
        return Stream.of(cells)
                .map(StrictText::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }
}
