package dev.caravan.sandbox.php;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts as the database compares them (utf8mb4_unicode_520_ci of MariaDB 10.11): without letter case, accents and
 * characters without width; some letters equal two others.
 */
public final class Collation {

    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "ẞ", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ø", "o", "Ø", "o");

    private static final Map<String, String> BARRED = Map.of("ł", "l", "Ł", "l", "đ", "d", "Đ", "d");

    /** Letters that are kept apart, though they look like other letters with a diacritic. */
    private static final String OWN = "ЃѓЇїЌќЎўЙй";

    /** Combining marks that do not count; vowel signs of Indian scripts and of Thai do. */
    private static final Pattern IGNORED = Pattern.compile(
            "[\\p{Cf}\\u0300-\\u0362\\u0483-\\u0489\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065E\\u0670\\u06D6-\\u06ED\\u0711\\u0730-\\u074A"
                    + "\\u0900-\\u0903\\u093C\\u0951-\\u0954\\u0981-\\u0983\\u09BC\\u0A01-\\u0A03\\u0A3C\\u0A70\\u0A71\\u0A81-\\u0A83\\u0ABC"
                    + "\\u0B01-\\u0B03\\u0B3C\\u0B82\\u0C01-\\u0C03\\u0C82\\u0C83\\u0CBC\\u0D02\\u0D03\\u0D82\\u0D83\\u0E47-\\u0E4E\\u0EC8-\\u0ECD"
                    + "\\u1036-\\u1038\\u17C6-\\u17D1\\u1DC0-\\u1DC9\\u20D0-\\u20F0\\u302A-\\u302F\\u3099\\u309A\\uFE00-\\uFE0F\\uFE20-\\uFE26]");

    private Collation() {}

    public static String key(String text) {
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
                : IGNORED.matcher(Normalizer.normalize(other, Normalizer.Form.NFKD))
                        .replaceAll("");
    }
}
