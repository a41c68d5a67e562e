package dev.caravan.sync;

import dev.caravan.woocommerce.ItemOutcome;
import java.text.Normalizer;
import java.util.Locale;

/** Names that a store takes for one. */
final class AlikeNames {

    private static final String[][] LETTERS = {
        {"ß", "ss"}, {"ẞ", "ss"}, {"æ", "ae"}, {"Æ", "ae"}, {"œ", "oe"}, {"Œ", "oe"},
        {"ø", "o"}, {"Ø", "o"}, {"ł", "l"}, {"Ł", "l"}, {"đ", "d"}, {"Đ", "d"}
    };

    /** Letters of their own to the database, though they look like others with a sign. */
    private static final String OWN = "ЃѓЇїЌќЎўЙй";

    private AlikeNames() {}

    /** Why a store says that a SKU is taken, and shows no product with it: it compares without accents and letter case. */
    static String whoHas(String sku, ItemOutcome.SkuTaken taken) {
        return taken.holderId().isPresent()
                ? "The store says that its product " + taken.holderId().getAsLong() + " has SKU " + sku
                        + ", but shows another SKU there: it takes the two for the same, as neither letter case nor accents count"
                        + " for it. Change one of them"
                : "The store says that SKU " + sku
                        + " is taken, but shows no product with it, and none in the trash: perhaps a variation of a product"
                        + " in the trash has it, or a product in the trash has one that differs in accents only, which do not"
                        + " count for it; empty the trash, or change the SKU";
    }

    /** Two custom attributes with the same are one to the store: letter case, accents, blanks and signs do not count. */
    static String slug(String name) {
        String slug = marksRemoved(name.replace("ß", "s"), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? name : slug;
    }

    /**
     * Two options with the same are one term to the database, and two SKUs with the same are one SKU: letter case, accents and
     * what has no width do not count, and some letters are pairs of others [term-collate-*].
     */
    static String folded(String name) {
        String letters = name;
        for (String[] pair : LETTERS) {
            letters = letters.replace(pair[0], pair[1]);
        }
        StringBuilder folded = new StringBuilder();
        letters.replaceAll("\\p{Cf}", "")
                .codePoints()
                .mapToObj(Character::toString)
                .map(letter -> OWN.contains(letter) ? letter : marksRemoved(letter, Normalizer.Form.NFKD))
                .forEach(folded::append);
        return folded.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static String marksRemoved(String text, Normalizer.Form form) {
        return Normalizer.normalize(text, form).replaceAll("\\p{M}", "");
    }
}
