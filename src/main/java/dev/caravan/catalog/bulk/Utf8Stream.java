package dev.caravan.catalog.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * A text as bytes of UTF-8. Half of a surrogate pair, which stands for a wrong byte, becomes a byte that is not valid
 * in UTF-8.
 */
final class Utf8Stream extends InputStream {

    private static final int AT_ONCE = 4 * 1024;
    private static final byte WRONG = (byte) 0xFF;

    private final Reader in;
    private final char[] chars = new char[AT_ONCE + 1];
    private byte[] bytes = new byte[0];
    private int position;

    Utf8Stream(Reader in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == bytes.length) {
            int count = in.read(chars, 0, AT_ONCE);
            if (count < 0) {
                return -1;
            }
            if (Character.isHighSurrogate(chars[count - 1])) {
                int low = in.read();
                if (low >= 0) {
                    chars[count++] = (char) low;
                }
            }
            bytes = encode(new String(chars, 0, count));
            position = 0;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    private static byte[] encode(String text) {
        if (text.codePoints().noneMatch(Utf8Stream::isHalf)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] encoded = text.codePoints()
                .map(code -> isHalf(code) ? 0 : code)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encoded[i] == 0 ? WRONG : encoded[i];
        }
        return encoded;
    }

    private static boolean isHalf(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }
}
