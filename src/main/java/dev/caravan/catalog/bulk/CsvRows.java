package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.StrictText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.PushbackReader;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** The rows of a CSV file below its first line, in any charset and with any delimiter. */
final class CsvRows {

    private static final String REST = "the rest of the file has not been read";

    /** @param number of its line, from 1 @param problem why its cells cannot be used */
    record Row(long number, String[] cells, @Nullable String problem) {}

    private final FileCharset charset;
    private final StrictReader text;
    private final RowLimit limit;
    private final CsvHead head;
    private final MappingIterator<String[]> rows;
    private boolean broken;

    /** @throws ApiException 400 if the first line cannot be read */
    CsvRows(InputStream in, UploadOptions options, ToLongFunction<String[]> known) throws IOException {
        PushbackInputStream bytes = FileCharset.pushback(in);
        charset = FileCharset.of(bytes, options.charset());
        text = new StrictReader(bytes, charset);
        limit = new RowLimit(text, BulkLines.LONGEST);
        PushbackReader reader = new PushbackReader(limit, 1);
        head = CsvHead.read(reader, known);
        if (!problem(head.cells()).isEmpty()) {
            throw ApiException.badRequest("The first line " + why(1, head.cells()));
        }
        limit.nextRow();
        rows = CsvHead.reader(head.delimiter()).readValues(reader); // reads the first piece
    }

    CsvHead head() {
        return head;
    }

    FileCharset charset() {
        return charset;
    }

    /** The next row that is not blank; null at the end. */
    @Nullable Row next() throws IOException {
        while (!broken) {
            long number = line(rows.getParser().currentLocation().getLineNr());
            limit.nextRow();
            try {
                if (!rows.hasNextValue()) {
                    return null;
                }
                number = Math.max(
                        number, line(rows.getParser().currentTokenLocation().getLineNr()));
                String[] cells = rows.nextValue();
                if (Stream.of(cells).anyMatch(cell -> !cell.isBlank())) {
                    return new Row(number, cells, problem(cells).isEmpty() ? null : why(number, cells));
                }
            } catch (IOException | NoSuchElementException e) {
                // An open quote contains line ends, so the following rows can no longer be separated.
                broken = true;
                return new Row(number, new String[0], stopped(e) + "; " + REST);
            }
        }
        return null;
    }

    private long line(int ofParser) {
        return head.lines() + Math.max(1, ofParser);
    }

    /** Why the parser stopped. @throws IOException if the body cannot be read, which is nothing about CSV */
    private static String stopped(Exception failure) throws IOException {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        if (cause instanceof RowLimit.TooLongException) {
            return "is longer than " + BulkLines.LONGEST + " characters";
        }
        if (cause instanceof IOException io && !(cause instanceof JsonProcessingException)) {
            throw io;
        }
        return "is not valid CSV";
    }

    private String why(long number, String[] cells) {
        StrictReader.Wrong wrong = text.wrongFrom(number);
        return wrong == null ? "has a cell that " + problem(cells) : charset.problem(wrong.at(), wrong.value());
    }

    private static String problem(String[] cells) {
        return Stream.of(cells)
                .map(StrictText::problem)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }
}
