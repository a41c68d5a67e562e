package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.JsonText;
import dev.caravan.platform.api.StrictText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code application/x-ndjson}: a JSON object on each line. */
final class NdjsonLines implements BulkLines {

    private static final int BUFFER = 64 * 1024;

    private final FileCharset charset;
    private final InputStream in;
    private final ObjectReader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long number;

    /** @param named charset of the request */
    NdjsonLines(InputStream file, @Nullable Charset named, ObjectMapper mapper) throws IOException {
        PushbackInputStream marked = FileCharset.pushback(file);
        FileCharset found = FileCharset.of(marked, named);
        this.charset = found;
        this.in = found.unit() == 1 ? marked : new Utf8Stream(new StrictReader(marked, found));
        this.reader = JsonText.limited(mapper)
                .readerFor(JsonNode.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public @Nullable BulkLine next() throws IOException {
        while (true) {
            line.reset();
            int length = readLine();
            if (length < 0) {
                return null;
            }
            number++;
            if (length > LONGEST) {
                return new BulkLine(number, 0, null, "is longer than " + LONGEST + " bytes");
            }
            byte[] bytes = line.toByteArray();
            String wrong = wrong(bytes);
            if (wrong != null) {
                return new BulkLine(number, length, null, wrong);
            }
            String text = new String(bytes, lineCharset()).strip();
            if (!text.isEmpty()) {
                return parse(text, length);
            }
        }
    }

    @Override
    public FileReport report() {
        return FileReport.ndjson(charset.name());
    }

    private Charset lineCharset() {
        return charset.unit() == 1 ? charset.charset() : StandardCharsets.UTF_8;
    }

    private @Nullable String wrong(byte[] bytes) {
        long wrong = StrictText.firstInvalidByte(bytes, lineCharset());
        if (wrong < 0) {
            return null;
        }
        return charset.unit() == 1 ? charset.problem(wrong + 1, bytes[(int) wrong] & 0xFF) : "is not " + charset.name();
    }

    /** Bytes of the line, of which the buffer holds at most one more than allowed; -1 at the end. */
    private int readLine() throws IOException {
        boolean any = false;
        while (position < end || fill()) {
            any = true;
            int stop = position;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            line.write(buffer, position, Math.min(stop - position, LONGEST + 1 - line.size()));
            position = Math.min(end, stop + 1);
            if (stop < end) {
                break;
            }
        }
        return any ? line.size() : -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private BulkLine parse(String text, int length) {
        try {
            JsonNode node = reader.readValue(text);
            if (node instanceof ObjectNode object) {
                String lost = text.indexOf('\uFFFD') < 0 ? null : SpoiltCells.unreadable(text);
                return JsonText.problem(object)
                        .map(problem -> new BulkLine(
                                number, length, null, ApiException.cut(problem.field()) + " " + problem.message()))
                        .orElseGet(() -> new BulkLine(number, length, lost == null ? object : null, lost));
            }
            return new BulkLine(number, length, null, "must be a JSON object");
        } catch (ArithmeticException | NumberFormatException e) {
            return new BulkLine(number, length, null, "has a number that is too large or too small");
        } catch (JsonProcessingException e) {
            return new BulkLine(
                    number,
                    length,
                    null,
                    "is not valid JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : " at column " + e.getLocation().getColumnNr()));
        }
    }
}
