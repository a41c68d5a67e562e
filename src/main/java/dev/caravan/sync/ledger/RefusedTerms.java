package dev.caravan.sync.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.mapping.AlikeNames;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Products that cannot be sent because the store refuses a term with this name. */
final class RefusedTerms {

    private static final String CODE = "term_refused";

    private RefusedTerms() {}

    /** Refuses the product. As an attribute of the product alone, it would look the same but be another attribute. */
    static Plan attributes(Plan plan, Set<Wanted> refused) {
        String names = String.join(", ", refused.stream().map(Wanted::name).toList());
        return without(
                plan,
                TermKind.ATTRIBUTE,
                "attribute_refused",
                "The store does not make the global attribute " + names
                        + ", under its own slug or another: make it in the store, or rename it");
    }

    /**
     * A term whose parent is gone is tried again, and the parent is searched for once more; otherwise the fault is
     * the product's own.
     */
    static Plan term(Plan plan, Made made) {
        TermKind kind = made.wanted().kind();
        String message = "The store does not take the " + kind.name().toLowerCase(Locale.ROOT) + " "
                + made.wanted().name() + ": " + made.reason();
        return made.isWithoutParent()
                ? Plan.refused(plan.row(), plan.sku(), CODE, message).as(Action.WAIT)
                : without(plan, kind == TermKind.OPTION ? TermKind.ATTRIBUTE : kind, CODE, message);
    }

    /** Terms that the store takes for one have one slot; only options are found by their names there. */
    static Slot slot(Wanted wanted) {
        return wanted.kind() == TermKind.OPTION
                ? new Slot(TermKind.OPTION, wanted.parentWooId(), AlikeNames.folded(wanted.name()))
                : Slot.of(wanted);
    }

    /** The store has the other one already, for other products or as the shop's own. */
    static Plan alike(Plan plan, Wanted wanted, String other) {
        return without(
                plan,
                TermKind.ATTRIBUTE,
                "options_alike",
                "The store has the option " + other + ", and would show it in the place of " + wanted.name()
                        + ": letter case and accents do not count there. Write both alike, or rename one of them");
    }

    /** The store would show one of them instead of the other [term-collate-option-in-product]. */
    static Plan alike(Plan plan, Wanted one, Wanted other) {
        return without(
                plan,
                TermKind.ATTRIBUTE,
                "options_alike",
                "The store takes the options " + one.name() + " and " + other.name()
                        + " of one attribute for the same: "
                        + (slot(one).equals(slot(other))
                                ? "letter case and accents do not count there. Rename one of them"
                                : "the shop has given one of them the other's name. Rename it there, or give both the same value"
                                        + " here"));
    }

    /** Two options of one attribute that the store takes for one term; empty if there are none. */
    static List<Wanted> alike(Set<Wanted> options, KnownTerms known) {
        Map<Object, Wanted> found = new HashMap<>();
        for (Wanted option : options) {
            Wanted other = found.put(slot(option), option);
            OptionalLong id = known.id(option);
            if (other == null && id.isPresent()) {
                other = found.put(id.getAsLong(), option); // the shop has given one of them the other's name
            }
            if (other != null) {
                return List.of(other, option);
            }
        }
        return List.of();
    }

    /**
     * A product that the store has is sent without the field; one that it does not have is created with all fields or
     * not at all.
     */
    private static Plan without(Plan plan, TermKind kind, String code, String message) {
        Document document = plan.document();
        if (plan.row().wooProductId() == null || !document.fields().containsKey(kind.field())) {
            return Plan.refused(plan.row(), plan.sku(), code, message);
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.remove(kind.field());
        Plan.Refusal before = plan.leftOut();
        return Plan.of(
                        plan.row(),
                        Action.RESOLVE,
                        new Document(fields),
                        new Document(Map.of()),
                        plan.row().wooProductId(),
                        plan.sku(),
                        false)
                .without(
                        before == null
                                ? new Plan.Refusal(code, message)
                                : new Plan.Refusal(before.code(), before.message() + "; " + message));
    }
}
