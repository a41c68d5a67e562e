package dev.caravan.catalog.bulk;

import dev.caravan.platform.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a file: by its byte order mark, or else by the request, or else UTF-8. Nothing is guessed from the
 * content.
 *
 * @param unit bytes of the smallest character
 */
record FileCharset(Charset charset, int unit, boolean bigEndian) {

    private record Mark(String charset, int unit, boolean bigEndian, int... bytes) {

        boolean begins(byte[] head, int length) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= length || (head[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The marks of UTF-32 come first, because the mark of UTF-16LE is the beginning of one of them. */
    private static final List<Mark> MARKS = List.of(
            new Mark("UTF-32LE", 4, false, 0xFF, 0xFE, 0, 0),
            new Mark("UTF-32BE", 4, true, 0, 0, 0xFE, 0xFF),
            new Mark("UTF-8", 1, false, 0xEF, 0xBB, 0xBF),
            new Mark("UTF-16LE", 2, false, 0xFF, 0xFE),
            new Mark("UTF-16BE", 2, true, 0xFE, 0xFF));

    private static final int HEAD = 8;

    /** Characters that a charset must encode as ASCII does, so that lines and cells can be separated. */
    private static final String SIGNS = "\n\r\t\",;|=az09";

    static PushbackInputStream pushback(InputStream in) {
        return new PushbackInputStream(in, HEAD);
    }

    /**
     * Reads the byte order mark, if there is one.
     *
     * @param named by the request; a mark overrides it, because it belongs to the file @throws ApiException 400 if
     * the charset cannot be found
     */
    static FileCharset of(PushbackInputStream in, @Nullable Charset named) throws IOException {
        byte[] head = new byte[HEAD];
        int length = in.readNBytes(head, 0, HEAD);
        for (Mark mark : MARKS) {
            if (mark.begins(head, length)) {
                in.unread(head, mark.bytes.length, length - mark.bytes.length);
                return new FileCharset(Charset.forName(mark.charset), mark.unit, mark.bigEndian);
            }
        }
        in.unread(head, 0, length);
        if (length > 1
                && (head[0] == 'P' && head[1] == 'K' && length > 2 && head[2] < ' '
                        || (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B)) {
            throw ApiException.badRequest(
                    "The file is a workbook or is compressed: save it as CSV, and send it as it is");
        }
        FileCharset charset = named == null ? new FileCharset(StandardCharsets.UTF_8, 1, false) : of(named);
        if (charset.unit == 1 && hasZero(head, length)) {
            throw ApiException.badRequest("The file looks like UTF-16 without a byte order mark. Name it: Content-Type"
                    + " with charset=utf-16le (or utf-16be), or save the file as UTF-8");
        }
        return charset;
    }

    private static FileCharset of(Charset named) {
        String name = named.name().toUpperCase(Locale.ROOT);
        if (name.equals("UTF-16") || name.equals("UTF-32")) {
            throw ApiException.badRequest("The file has no byte order mark: name " + name + "LE or " + name
                    + "BE as its charset, or save it as UTF-8");
        }
        if (name.startsWith("UTF-16") || name.startsWith("UTF-32")) {
            return new FileCharset(named, name.startsWith("UTF-16") ? 2 : 4, name.endsWith("BE"));
        }
        if (!named.canEncode() || !SIGNS.equals(new String(SIGNS.getBytes(named), StandardCharsets.ISO_8859_1))) {
            throw ApiException.badRequest(
                    "Files in " + named.name() + " are not read: save the file as UTF-8, for example");
        }
        return new FileCharset(named, 1, false);
    }

    private static boolean hasZero(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return charset.name();
    }

    /** Why a place in a file cannot be read, as the end of a sentence. @param at of the line, from 1 */
    String problem(long at, int value) {
        String help = charset.equals(StandardCharsets.UTF_8)
                ? "save the file as UTF-8, or name its charset, for example Content-Type: text/csv; charset=windows-1252"
                : "the file may have another charset than the one that is named";
        return "is not " + name() + " at byte " + at + " (0x" + String.format("%02X", value) + "): " + help;
    }
}
