package dev.caravan.sync.batch;

import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.woocommerce.TermBatch.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * A store's answer about a term, for the ledger.
 *
 * @param wooId of a known one
 * @param made whether Caravan has created it just now
 * @param slug of an attribute that was made
 * @param shown the store's name, if it differs
 * @param place of an option that was made
 */
public record TermNote(
        Wanted wanted,
        State state,
        @Nullable Long wooId,
        boolean made,
        @Nullable String slug,
        @Nullable String shown,
        @Nullable Integer place) {

    public TermNote(Wanted wanted, State state, @Nullable Long wooId) {
        this(wanted, state, wooId, false, null, null, null);
    }

    public static TermNote known(Wanted wanted, long wooId) {
        return new TermNote(wanted, State.KNOWN, wooId);
    }

    public static TermNote shown(Wanted wanted, long wooId, @Nullable String shown) {
        return new TermNote(wanted, State.KNOWN, wooId, false, null, shown, null);
    }
}
