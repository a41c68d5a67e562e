package dev.caravan.sync.compose;

import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProduct;
import java.util.Set;
import java.util.TreeSet;

/** Texts from which the store has removed a level of backslashes, because another field was written without them. */
public final class LostBackslashes {

    private LostBackslashes() {}

    /**
     * The fields of a product that were not sent, and whose text the store shows with fewer backslashes. @param shown
     * as the store answered it
     */
    public static Set<String> in(Plan plan, ShownProduct shown) {
        if (plan.row().isOfImages() || plan.row().isVariant()) {
            return Set.of();
        }
        Set<String> lost = new TreeSet<>();
        Document wanted = plan.document();
        for (String field : wanted.fields().keySet()) {
            if (plan.row().shown().shows(wanted, field)
                    && !plan.change().fields().containsKey(field)
                    && shown.hasLostBackslashes(wanted, field)) {
                lost.add(field);
            }
        }
        return lost;
    }

    public static String message(Set<String> fields) {
        return "The store shows " + String.join(" and ", fields) + " without backslashes; sent once more";
    }
}
