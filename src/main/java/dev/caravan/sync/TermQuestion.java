package dev.caravan.sync;

import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;

/**
 * What a store is asked about terms in one call.
 *
 * @param list whether the store has them; else it makes those that it does not have
 */
record TermQuestion(TermKind kind, boolean list, List<Wanted> wanted) {

    TermQuestion {
        wanted = List.copyOf(wanted);
    }
}
