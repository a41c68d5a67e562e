package dev.caravan.catalog.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a file without replacing wrong bytes. A wrong byte becomes half of a surrogate pair, which no valid text
 * contains, and its place is noted. So its row is refused, and the next one can be taken.
 */
final class StrictReader extends Reader {

    private static final int AT_ONCE = 8 * 1024;

    /** @param at the byte of the line, from 1 */
    record Wrong(long line, long at, int value) {}

    private final InputStream in;
    private final FileCharset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE).flip();
    private final CharBuffer decoded = CharBuffer.allocate(2 * AT_ONCE).flip();
    private final Deque<Wrong> wrong = new ArrayDeque<>();
    private boolean atEnd;
    private boolean ended;
    private boolean afterReturn;
    private long line = 1;
    private long lineBytes;

    StrictReader(InputStream in, FileCharset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The first wrong byte from this line on. Earlier ones are dropped. */
    @Nullable Wrong wrongFrom(long first) {
        while (!wrong.isEmpty() && wrong.peek().line() < first) {
            wrong.remove();
        }
        return wrong.peek();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!decoded.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, decoded.remaining());
        decoded.get(target, offset, count);
        return count;
    }

    private void decode() throws IOException {
        fill();
        decoded.clear();
        int begin = bytes.position();
        CoderResult result = decoder.decode(bytes, decoded, atEnd);
        count(begin, bytes.position());
        if (result.isError()) {
            skipWrong(result.length());
        } else if (atEnd && result.isUnderflow()) {
            ended = decoder.flush(decoded).isUnderflow();
        }
        decoded.flip();
    }

    private void fill() throws IOException {
        bytes.compact();
        if (!atEnd) {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = count < 0;
            bytes.position(bytes.position() + Math.max(0, count));
        }
        bytes.flip();
    }

    /** In UTF-16 only the half of the pair is wrong: the next character may be the end of the line. */
    private void skipWrong(int wrongLength) {
        int length = charset.unit() == 2 ? Math.min(wrongLength, charset.unit()) : wrongLength;
        int value = bytes.get(bytes.position()) & 0xFF;
        if (wrong.isEmpty() || wrong.peekLast().line() < line) {
            wrong.add(new Wrong(line, lineBytes + 1, value));
        }
        bytes.position(bytes.position() + length);
        lineBytes += length;
        decoded.put((char) (Character.MIN_LOW_SURROGATE + value));
    }

    /** A line ends with a line feed, a carriage return, or both, as in the CSV parser. */
    private void count(int begin, int end) {
        int unit = charset.unit();
        for (int i = begin; i + unit <= end; i += unit) {
            int value = value(i, unit);
            lineBytes += unit;
            if (value == '\n' || value == '\r') {
                if (value == '\r' || !afterReturn) {
                    line++;
                }
                lineBytes = 0;
            }
            afterReturn = value == '\r';
        }
    }

    private int value(int index, int unit) {
        int value = 0;
        for (int i = 0; i < unit; i++) {
            int next = bytes.get(charset.bigEndian() ? index + i : index + unit - 1 - i) & 0xFF;
            value = value << 8 | next;
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
