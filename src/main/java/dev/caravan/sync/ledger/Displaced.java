package dev.caravan.sync.ledger;

import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A category that a store has not been sent the new name or place of.
 *
 * @param lies where the store has it until then
 * @param change the new name and place
 * @param path names of the categories above its new place, from the root, if they are not all known; otherwise empty
 */
record Displaced(Slot lies, Known change, List<String> path) {

    /** Whether the store can be sent the change. */
    boolean isPlaced() {
        return change.wanted().parentWooId() >= 0;
    }

    /** The first category above its new place that the store does not have. */
    Optional<Wanted> missing(KnownTerms known) {
        long parent = 0;
        for (String name : path) {
            Wanted wanted = new Wanted(TermKind.CATEGORY, parent, name);
            parent = known.id(wanted).orElse(0);
            if (parent == 0) {
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }

    /** The refusal of a category in its place. @param parent which the store refuses to create above its new place */
    Made cannotLeave(Made parent) {
        return new Made(
                new Wanted(TermKind.CATEGORY, lies.parentWooId(), lies.key()),
                OptionalLong.empty(),
                false,
                parent.code(),
                "the store has another one there, which cannot move below "
                        + parent.wanted().name() + ": " + parent.reason());
    }
}
