package dev.caravan.sync.compose;

import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.TermKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Terms of the store that differ from ours in letter case, because the store takes the two for one. Its spelling stays,
 * and the history says so, unless Caravan has created the term with the catalogue's spelling: then the shop has renamed
 * it.
 */
final class Spellings {

    private static final int MOST = 5;

    private Spellings() {}

    /** @param sent of which terms are looked at @param shown as the store answered it @return in plain words; the first few */
    static List<String> of(Document sent, ShownProduct shown) {
        List<String> told = new ArrayList<>();
        for (TermKind kind : TermKind.LISTED) {
            String name = kind == TermKind.ATTRIBUTE ? "option" : kind.name().toLowerCase(Locale.ROOT);
            shown.respelled(sent, kind).forEach(one -> told.add(words(name, one.ours(), one.theirs())));
        }
        return told.size() <= MOST ? told : told.subList(0, MOST);
    }

    private static String words(String kind, String ours, String theirs) {
        return "The store shows its " + kind + " " + theirs + " for " + ours + ": letter case does not count there";
    }
}
