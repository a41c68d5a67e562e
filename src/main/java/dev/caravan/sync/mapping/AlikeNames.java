package dev.caravan.sync.mapping;

import dev.caravan.woocommerce.ItemOutcome;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names that a store takes for one. */
public final class AlikeNames {

    private static final String[][] LETTERS = {
        {"ß", "ss"}, {"ẞ", "ss"}, {"æ", "ae"}, {"Æ", "ae"}, {"œ", "oe"}, {"Œ", "oe"},
        {"ø", "o"}, {"Ø", "o"}, {"ł", "l"}, {"Ł", "l"}, {"đ", "d"}, {"Đ", "d"}
    };

    /** Letters that the database keeps apart, though they look like other letters with a diacritic. */
    private static final String OWN = "ЃѓЇїЌќЎўЙй";

    /** Combining marks that do not count. Vowel signs of Indian scripts and of Thai do count. */
    private static final Pattern MARKS = Pattern.compile(
            "[\\u0300-\\u0362\\u0483-\\u0489\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065E\\u0670\\u06D6-\\u06ED\\u0711\\u0730-\\u074A"
                    + "\\u0900-\\u0903\\u093C\\u0951-\\u0954\\u0981-\\u0983\\u09BC\\u0A01-\\u0A03\\u0A3C\\u0A70\\u0A71\\u0A81-\\u0A83\\u0ABC"
                    + "\\u0B01-\\u0B03\\u0B3C\\u0B82\\u0C01-\\u0C03\\u0C82\\u0C83\\u0CBC\\u0D02\\u0D03\\u0D82\\u0D83\\u0E47-\\u0E4E\\u0EC8-\\u0ECD"
                    + "\\u1036-\\u1038\\u17C6-\\u17D1\\u1DC0-\\u1DC9\\u20D0-\\u20F0\\u302A-\\u302F\\u3099\\u309A\\uFE00-\\uFE0F\\uFE20-\\uFE26]");

    /** A slug has no accents on Latin letters; those of other scripts stay. */
    private static final Pattern LATIN_MARKS =
            Pattern.compile("(?<=\\p{IsLatin}[\\u0300-\\u036f]{0,5})[\\u0300-\\u036f]");

    private static final String[][] IN_SLUGS = {
        {"ß", "s"},
        {"æ", "ae"},
        {"œ", "oe"},
        {"ø", "o"},
        {"ł", "l"},
        {"đ", "d"},
        {"ð", "d"},
        {"þ", "th"},
        {"ħ", "h"},
        {"ı", "i"},
        {"ŋ", "n"},
        {"ŧ", "t"},
        {"×", "x"}
    };

    private AlikeNames() {}

    /**
     * Explains why a store says that a SKU is taken but shows no product with it: it compares without accents and
     * letter case.
     */
    public static String whoHas(String sku, ItemOutcome.SkuTaken taken) {
        return taken.holderId().isPresent()
                ? "The store says that its product " + taken.holderId().getAsLong() + " has SKU " + sku
                        + ", but shows another SKU there: it takes the two for the same, as neither letter case nor accents count"
                        + " for it. Change one of them"
                : "The store says that SKU " + sku
                        + " is taken, but shows no product with it, and none in the trash: perhaps a variation of a product"
                        + " in the trash has it, or a product in the trash has one that differs in accents only, which do not"
                        + " count for it; empty the trash, or change the SKU";
    }

    /**
     * The store takes two custom attributes with the same slug for one: letter case, accents, blanks and most signs
     * do not count.
     */
    public static String slug(String name) {
        String plain = LATIN_MARKS
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("");
        String slug = Normalizer.normalize(plain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (String[] pair : IN_SLUGS) {
            slug = slug.replace(pair[0], pair[1]);
        }
        slug = slug.replaceAll("[\\s./\\u2013\\u2014\\u00a0]+", "-")
                .replaceAll(
                        "[\\p{Punct}\\u00a1\\u00a9\\u00ab\\u00ae\\u00b0\\u00b4\\u00bb\\u00bf\\u2018-\\u201f\\u2026\\u2039\\u203a\\u2122&&[^_-]]",
                        "")
                .replaceAll("-{2,}", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? name : slug;
    }

    /**
     * The database takes two options with the same folded name for one term, and two such SKUs for one SKU: letter
     * case, accents and characters without width do not count, and some letters equal pairs of others [term-collate-*].
     */
    public static String folded(String name) {
        String letters = name;
        for (String[] pair : LETTERS) {
            letters = letters.replace(pair[0], pair[1]);
        }
        StringBuilder folded = new StringBuilder();
        letters.replaceAll("\\p{Cf}", "")
                .codePoints()
                .mapToObj(Character::toString)
                .map(letter -> OWN.contains(letter) ? letter : withoutMarks(letter))
                .forEach(folded::append);
        return folded.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static String withoutMarks(String letter) {
        return MARKS.matcher(Normalizer.normalize(letter, Normalizer.Form.NFKD)).replaceAll("");
    }
}
