package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.caravan.platform.ApiException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * The first line of a CSV file: it names the columns, and shows the delimiter.
 *
 * @param lines of the file up to its end
 */
record CsvHead(char delimiter, String[] cells, long lines) {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private static final String TOO_LONG = "The first line is longer than " + BulkLines.LONGEST + " characters";

    /**
     * Reads the first line that is not blank. A line such as {@code sep=;} before it, which spreadsheets write, is followed.
     *
     * @param known how many of the cells are names of columns
     * @throws ApiException 400 if there is no line that can be read
     */
    static CsvHead read(PushbackReader in, ToLongFunction<String[]> known) throws IOException {
        Source source = new Source(in);
        @Nullable Character said = null;
        while (true) {
            String line = source.record();
            if (said == null && line.strip().toLowerCase(Locale.ROOT).startsWith("sep=")) {
                said = delimiterOf(line.strip().substring("sep=".length()));
            } else if (!line.isBlank() || source.atEnd) {
                return best(line, said == null ? DELIMITERS : List.of(said), known, source.lines);
            }
        }
    }

    private static char delimiterOf(String sign) {
        if (sign.length() > 1 || sign.length() == 1 && !DELIMITERS.contains(sign.charAt(0))) {
            throw ApiException.badRequest("The delimiter \"" + ApiException.cut(sign)
                    + "\" of the line sep= is not read: cells are separated by , ; | or a tab");
        }
        return sign.isEmpty() ? '\t' : sign.charAt(0);
    }

    private static CsvHead best(String line, List<Character> delimiters, ToLongFunction<String[]> known, long lines)
            throws IOException {
        CsvHead best = null;
        for (char delimiter : delimiters) {
            String[] cells = cells(line, delimiter);
            if (cells != null
                    && (best == null
                            || known.applyAsLong(cells) > known.applyAsLong(best.cells)
                            || known.applyAsLong(cells) == known.applyAsLong(best.cells)
                                    && cells.length > best.cells.length)) {
                best = new CsvHead(delimiter, cells, lines);
            }
        }
        if (best == null) {
            throw ApiException.badRequest("The first line is not valid CSV");
        }
        return best;
    }

    private static String @Nullable [] cells(String line, char delimiter) throws IOException {
        try (MappingIterator<String[]> rows = reader(delimiter).readValues(new StringReader(line))) {
            return rows.hasNextValue() ? rows.nextValue() : new String[0];
        } catch (JsonProcessingException e) {
            return null;
        } catch (RuntimeException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof JsonProcessingException) {
                return null;
            }
            throw e;
        }
    }

    static ObjectReader reader(char delimiter) {
        return MAPPER.readerFor(String[].class).with(CsvSchema.emptySchema().withColumnSeparator(delimiter));
    }

    String delimiterName() {
        return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
    }

    /** Reads one record after the other, and no character beyond it. */
    private static final class Source {

        private final PushbackReader in;
        private long lines;
        private boolean atEnd;

        Source(PushbackReader in) {
            this.in = in;
        }

        /** Up to the end of a line that is not inside of quotes. */
        String record() throws IOException {
            StringBuilder text = new StringBuilder();
            boolean quoted = false;
            int before = ',';
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (text.length() >= BulkLines.LONGEST) {
                    throw ApiException.badRequest(TOO_LONG);
                }
                text.append((char) c);
                if (endsLine(c)) {
                    lines++;
                    if (!quoted) {
                        return text.toString();
                    }
                } else if (c == '"') {
                    quoted = !quoted && (before == '"' || DELIMITERS.contains((char) before));
                }
                before = c;
            }
            atEnd = true;
            return text.toString();
        }

        private boolean endsLine(int c) throws IOException {
            if (c != '\r') {
                return c == '\n';
            }
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return next != '\n';
        }
    }
}
