package dev.caravan.platform.api;

import dev.caravan.platform.ApiException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes texts from callers without guessing: invalid UTF-8, overlong forms included, is refused and not replaced. */
public final class StrictText {

    private StrictText() {}

    /** A decoder that fails where others put U+FFFD. */
    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The first byte that is not valid in a charset, counted from 0; -1 if there is none. */
    public static long firstInvalidByte(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = decoder(charset);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8 * 1024);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
            out.clear();
        }
    }

    /** Where a body is not valid UTF-8, and what to do about it, as the end of a sentence; empty if it is valid. */
    public static String notUtf8(byte[] bytes) {
        int wrong = (int) firstInvalidByte(bytes, StandardCharsets.UTF_8);
        if (wrong < 0) {
            return "";
        }
        int line = 1;
        int begin = 0;
        for (int i = 0; i < wrong; i++) {
            if (bytes[i] == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return "is not UTF-8 in line " + line + " at byte " + (wrong - begin + 1)
                + String.format(" (0x%02X)", bytes[wrong] & 0xFF) + ": JSON is always sent as UTF-8";
    }

    /**
     * Why a text cannot be stored, as the end of a sentence; empty if it can: PostgreSQL has no U+0000, and UTF-8 no
     * half of a surrogate pair.
     */
    public static String problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not contain the character U+0000";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must not contain half of a surrogate pair";
            }
        }
        return "";
    }

    /**
     * Decodes a percent-encoded part of an address.
     *
     * @param plus whether a plus sign stands for a space, as in a query
     * @throws ApiException 400 if it is not percent-encoded UTF-8, or has U+0000
     */
    public static String decode(String encoded, boolean plus) {
        byte[] bytes = new byte[encoded.length() * 3];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) hex(encoded, i);
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) (c == '+' && plus ? ' ' : c);
            } else {
                throw ApiException.badRequest("The address must be in ASCII; percent-encode other characters as UTF-8");
            }
        }
        try {
            String text = decoder(StandardCharsets.UTF_8)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            if (text.indexOf(0) >= 0) {
                throw ApiException.badRequest("The address must not contain the character U+0000");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw ApiException.badRequest("The address is not percent-encoded UTF-8");
        }
    }

    private static int hex(String text, int percent) {
        if (percent + 2 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(percent + 1))
                || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
            throw ApiException.badRequest("The address has a % that two hexadecimal digits must follow");
        }
        return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
    }
}
