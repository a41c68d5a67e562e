package dev.caravan.sandbox;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Texts as the database compares them (utf8mb4_unicode_520_ci of MariaDB 10.11): without letter case, accents and what has no
 * width; some letters are two others.
 */
final class Collation {

    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "ẞ", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ø", "o", "Ø", "o");

    private static final Map<String, String> BARRED = Map.of("ł", "l", "Ł", "l", "đ", "d", "Đ", "d");

    /** Letters of their own, though they look like others with a sign. */
    private static final String OWN = "ЃѓЇїЌќЎўЙй";

    private Collation() {}

    static String key(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder key = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(letter -> key.append(letter(letter)));
        return key.toString().toLowerCase(Locale.ROOT);
    }

    private static String letter(String letter) {
        String other = LETTERS.getOrDefault(letter, BARRED.getOrDefault(letter, letter));
        return OWN.contains(other)
                ? other
                : Normalizer.normalize(other, Normalizer.Form.NFKD).replaceAll("[\\p{M}\\p{Cf}]", "");
    }
}
