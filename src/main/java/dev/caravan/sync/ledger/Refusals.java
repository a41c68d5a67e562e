package dev.caravan.sync.ledger;

import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Terms that the store did not create in the last call.
 *
 * @param orphaned by their parent, which the store no longer has: no other term below it can be created either
 */
record Refusals(Map<Slot, Made> each, Map<LostTerm, Made> orphaned) {

    static final Refusals NONE = new Refusals(Map.of(), Map.of());

    static Refusals among(List<Made> answered) {
        Map<Slot, Made> each = new HashMap<>();
        Map<LostTerm, Made> orphaned = new HashMap<>();
        for (Made made : answered) {
            if (made.wooId().isPresent()) {
                continue;
            }
            each.put(Slot.of(made.wanted()), made);
            if (made.isWithoutParent()) {
                orphaned.put(LostTerm.above(made.wanted()), made);
            }
        }
        return new Refusals(each, orphaned);
    }

    /** And this one. */
    Refusals and(Made refused) {
        Map<Slot, Made> all = new HashMap<>(each);
        all.put(Slot.of(refused.wanted()), refused);
        return new Refusals(all, orphaned);
    }

    boolean isEmpty() {
        return each.isEmpty();
    }

    /** Why this term cannot be created now; null if no reason is known. */
    @Nullable Made of(Wanted wanted) {
        Made made = each.get(Slot.of(wanted));
        return made != null ? made : orphaned.get(LostTerm.above(wanted));
    }
}
