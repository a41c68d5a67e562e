package dev.caravan.sync.ledger;

import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.batch.TermQuestion.Ask;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.woocommerce.BatchRequest;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Optional;

/**
 * Categories that lie in a store where others are to be created.
 *
 * @param above what is known of the categories above their new places
 */
record Displacement(List<Displaced> categories, KnownTerms above) {

    boolean isNone() {
        return categories.isEmpty();
    }

    /** The question that sends the store the changes of those that have their place. */
    Optional<TermQuestion> renaming() {
        List<Known> placed = categories.stream()
                .filter(Displaced::isPlaced)
                .map(Displaced::change)
                .limit(BatchRequest.MAX_OPERATIONS)
                .toList();
        return placed.isEmpty()
                ? Optional.empty()
                : Optional.of(TermQuestion.about(TermKind.CATEGORY, Ask.RENAME, placed));
    }

    /** These, and those of categories in whose place one stays, as the store refuses what is above its new place. */
    Refusals refused(Refusals refusals) {
        Refusals all = refusals;
        for (Displaced one : categories) {
            Made refused = one.missing(above).map(refusals::of).orElse(null);
            if (refused != null) {
                all = all.and(one.cannotLeave(refused));
            }
        }
        return all;
    }

    /** The first that the store does not have above each new place. */
    List<Wanted> parents() {
        return categories.stream()
                .flatMap(one -> one.missing(above).stream())
                .distinct()
                .toList();
    }
}
