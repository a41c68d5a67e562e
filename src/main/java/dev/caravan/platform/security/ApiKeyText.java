package dev.caravan.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code cvn_<id>_<30 random characters><6 characters of checksum>}, for example to be found by secret scanners
 * with {@code cvn_[0-9]{1,19}_[0-9A-Za-z]{36}}. 30 characters of 62 are 178 bits. The checksum is the CRC-32 of all before it, in base 62.
 */
record ApiKeyText(long id, String text) {

    static final String PREFIX = "cvn_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;
    private static final Pattern SHAPE = Pattern.compile("cvn_([1-9][0-9]{0,17})_[0-9A-Za-z]{36}");

    /** A new one. */
    static ApiKeyText random(long id) {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(PREFIX).append(id).append('_');
        random.ints(RANDOM, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(text::append);
        return new ApiKeyText(id, text + checksum(text.toString()));
    }

    /** The key that a client has sent; empty if the text cannot be one. */
    static Optional<ApiKeyText> read(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        int end = text.length() - CHECKSUM;
        return checksum(text.substring(0, end)).equals(text.substring(end))
                ? Optional.of(new ApiKeyText(Long.parseLong(shape.group(1)), text))
                : Optional.empty();
    }

    /** SHA-256 is enough: a random key cannot be guessed, so it needs no slow hash. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM];
        for (int at = CHECKSUM - 1; at >= 0; at--) {
            digits[at] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }
}
