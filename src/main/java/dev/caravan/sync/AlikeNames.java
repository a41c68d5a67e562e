package dev.caravan.sync;

import dev.caravan.woocommerce.ItemOutcome;
import java.text.Normalizer;
import java.util.Locale;

/** Names that a store takes for one. */
final class AlikeNames {

    private AlikeNames() {}

    /** Why a store says that a SKU is taken, and shows no product with it: it compares without accents and letter case. */
    static String whoHas(String sku, ItemOutcome.SkuTaken taken) {
        return taken.holderId().isPresent()
                ? "The store says that its product " + taken.holderId().getAsLong() + " has SKU " + sku
                        + ", but shows another SKU there: it takes the two for the same, as neither letter case nor accents count"
                        + " for it. Change one of them"
                : "The store says that SKU " + sku
                        + " is taken, but shows no product with it, and none in the trash: perhaps a variation of a product"
                        + " in the trash has it; empty the trash, or change the SKU";
    }

    /** Two custom attributes with the same are one to the store: letter case, accents, blanks and signs do not count. */
    static String slug(String name) {
        String slug = folded(name.replace("ß", "s"))
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? name : slug;
    }

    /** Two options with the same are one term to the database: neither letter case nor accents count [term-collate-*]. */
    static String folded(String name) {
        return Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
