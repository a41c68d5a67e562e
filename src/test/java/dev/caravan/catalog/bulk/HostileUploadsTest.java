package dev.caravan.catalog.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that were made to fill the memory, or to mean two things: refused line by line, and never held as a whole. */
class HostileUploadsTest {

    private static final int MEGABYTE = 1024 * 1024;

    /** One buffer of a line, copied a few times; far less than what the tests send. */
    private static final long LITTLE = 40L * MEGABYTE;

    private final com.sun.management.ThreadMXBean memory =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aRowOf200MillionCommasIsReadNoFurtherThanARowMayGo() throws IOException {
        Repeated commas = new Repeated(",", 200_000_000);
        long before = memory.getCurrentThreadAllocatedBytes();
        BulkLines lines = csv(after("sku,name\nA-1,one\n", commas));

        assertThat(next(lines).problem()).isNull();
        assertThat(next(lines).problem()).contains("is longer than " + BulkLines.LONGEST + " characters");
        assertThat(lines.next()).isNull();
        assertThat(commas.read).isLessThan(2 * MEGABYTE);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(LITTLE);
    }

    @Test
    void aHeaderOf200MillionCommasIsReadNoFurtherEither() {
        Repeated commas = new Repeated(",", 200_000_000);

        assertThatThrownBy(() -> csv(commas))
                .isInstanceOf(ApiException.class)
                .hasMessage("The first line is longer than " + BulkLines.LONGEST + " characters");
        assertThat(commas.read).isLessThan(2 * MEGABYTE);
    }

    @Test
    void aHeaderOf100000ColumnsIsRefused() {
        assertThatThrownBy(() -> csv(bytes("sku" + ",a".repeat(100_000))))
                .isInstanceOf(ApiException.class)
                .hasMessage("The first line names more than 1000 columns");
    }

    @Test
    void aRowOf100000ColumnsIsRefusedAndTheNextIsTaken() throws IOException {
        BulkLines lines = csv(bytes("sku,name\nA-1" + ",a".repeat(100_000) + "\nA-2,two\n"));

        assertThat(next(lines).problem()).isEqualTo("has 100001 cells, but the header has 2");
        assertThat(Objects.requireNonNull(next(lines).fields()).path("sku").asText())
                .isEqualTo("A-2");
    }

    @Test
    void aCellWithoutAnEndIsReadNoFurtherThanARowMayGo() throws IOException {
        Repeated text = new Repeated("a\n", 100_000_000);
        BulkLines lines = csv(after("sku,name\nA-1,\"", text));

        assertThat(next(lines).problem()).contains("is longer than");
        assertThat(lines.next()).isNull();
        assertThat(text.read).isLessThan(2 * MEGABYTE);
    }

    @Test
    void aLineOf300MegabytesIsNotHeldAndTheNextIsTaken() throws IOException {
        long before = memory.getCurrentThreadAllocatedBytes();
        BulkLines lines =
                ndjson(new SequenceInputStream(new Repeated("[", 300L * MEGABYTE), bytes("\n{\"sku\":\"A-2\"}\n")));

        assertThat(next(lines).problem()).isEqualTo("is longer than " + BulkLines.LONGEST + " bytes");
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(LITTLE);
        assertThat(next(lines).fields()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepNestingIsRefusedAndTheNextLineIsTaken(String open) throws IOException {
        String nested = open.repeat(900_000 / open.length());
        BulkLines lines = ndjson(bytes(
                nested + "\n{\"sku\":\"A-1\",\"tags\":" + "[".repeat(101) + "]".repeat(101) + "}\n{\"sku\":\"A-2\"}"));

        assertThat(next(lines).problem()).startsWith("is not valid JSON");
        assertThat(next(lines).problem()).startsWith("is not valid JSON");
        assertThat(next(lines).fields()).isNotNull();
    }

    /** Overlong forms, halves of surrogate pairs, beyond Unicode, cut off, and no UTF-8 at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af",
                "c180",
                "e080af",
                "e09f80",
                "f08080af",
                "f08f8080",
                "eda080",
                "edbfbf",
                "f4908080",
                "f8888080",
                "c3",
                "e282",
                "80",
                "fe",
                "ff"
            })
    void bytesThatAreNoUtf8AreRefused(String hex) throws IOException {
        byte[] wrong = new java.math.BigInteger("00" + hex, 16).toByteArray();
        String text = new String(
                Arrays.copyOfRange(wrong, wrong.length - hex.length() / 2, wrong.length), StandardCharsets.ISO_8859_1);

        BulkLines ndjson = ndjson(bytes("{\"sku\":\"A" + text + "B\"}\n{\"sku\":\"A-2\"}\n"));
        String value = hex.substring(0, 2).toUpperCase(Locale.ROOT);
        assertThat(next(ndjson).problem())
                .startsWith("is not UTF-8 at byte 10 (0x" + value + "): save the file as UTF-8");
        assertThat(next(ndjson).fields()).isNotNull();

        String rows = "sku,name\n" + "A-1,one\n".repeat(20_000) + "A-2,\"two\nA" + text + "B\"\nA-3,three\n";
        BulkLines csv = csv(bytes(rows));
        BulkLine last = next(csv);
        while (last.problem() == null) {
            last = next(csv);
        }
        assertThat(last.number()).isEqualTo(20_002);
        assertThat(last.problem()).startsWith("is not UTF-8 at byte 2 (0x" + value + "): save the file as UTF-8");
        assertThat(next(csv).fields()).hasToString("{\"sku\":\"A-3\",\"name\":\"three\"}");
        assertThat(csv.next()).isNull();
        for (String begin : new String[] {"sku," + text + "\nA-1,one\n", text}) {
            assertThatThrownBy(() -> csv(bytes(begin)))
                    .isInstanceOf(ApiException.class)
                    .hasMessageStartingWith("The first line is not UTF-8 at byte");
        }
    }

    private static BulkLines ndjson(InputStream in) throws IOException {
        return new UploadedFile(() -> in, UploadOptions.NDJSON, new ObjectMapper()).lines(names -> Map.of());
    }

    private static BulkLines csv(InputStream in) throws IOException {
        return new UploadedFile(() -> in, UploadOptions.CSV, new ObjectMapper()).lines(names -> Map.of());
    }

    private static BulkLine next(BulkLines lines) throws IOException {
        return Objects.requireNonNull(lines.next());
    }

    private static InputStream after(String begin, InputStream rest) {
        return new SequenceInputStream(bytes(begin), rest);
    }

    /** Each character is one byte. */
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same piece again and again, made while it is read. */
    private static final class Repeated extends InputStream {

        private final byte[] piece;
        private final byte[] block;
        private final long length;
        private long read;

        Repeated(String piece, long times) {
            this.piece = piece.getBytes(StandardCharsets.ISO_8859_1);
            this.block = piece.repeat(32 * 1024).getBytes(StandardCharsets.ISO_8859_1);
            this.length = times * this.piece.length;
        }

        @Override
        public int read() {
            return read == length ? -1 : piece[(int) (read++ % piece.length)];
        }

        @Override
        public int read(byte[] target, int offset, int most) {
            if (read == length) {
                return -1;
            }
            int count = (int) Math.min(most, length - read);
            count = Math.min(count, block.length - piece.length);
            System.arraycopy(block, (int) (read % piece.length), target, offset, count);
            read += count;
            return count;
        }
    }
}
