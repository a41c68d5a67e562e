package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A term whose id was sent with a product, and which the product does not show: the store no longer has it. */
public record LostTerm(TermKind kind, long wooId) {

    /** The parent of a term that does not exist in the store, as the store says. */
    public static LostTerm above(Wanted wanted) {
        TermKind kind = wanted.kind() == TermKind.OPTION ? TermKind.ATTRIBUTE : wanted.kind();
        return new LostTerm(kind, wanted.parentWooId());
    }

    /**
     * The terms that a product has lost; for a variation's attributes see {@link LostChoice}. @param shown as the store
     * answered it
     */
    public static List<LostTerm> among(Plan plan, ShownProduct shown) {
        return plan.row().isVariant() ? List.of() : among(plan.change(), shown);
    }

    /** @param sent what was sent, terms by id @param shown the product as the store answered it */
    public static List<LostTerm> among(Document sent, ShownProduct shown) {
        List<LostTerm> lost = new ArrayList<>();
        for (TermKind kind : TermKind.LISTED) {
            JsonNode wanted = sent.fields().get(kind.field());
            if (wanted == null || !shown.lists(kind)) {
                continue; // nothing sent, or an older WooCommerce that knows no such field
            }
            Set<Long> there = shown.ids(kind);
            for (JsonNode item : wanted) {
                long id = item.path("id").asLong();
                boolean empty =
                        item.path("options").isArray() && item.path("options").isEmpty(); // left out by the store
                if (id > 0 && !empty && !there.contains(id)) {
                    lost.add(new LostTerm(kind, id));
                }
            }
        }
        return lost;
    }

    /** The fields in which they were sent. */
    public static Set<String> fields(List<LostTerm> lost) {
        return lost.stream().map(term -> term.kind().field()).collect(Collectors.toSet());
    }

    public static String message(List<LostTerm> lost) {
        return lost.stream()
                .map(term -> term.kind().name().toLowerCase(Locale.ROOT) + " " + term.wooId())
                .collect(Collectors.joining(", ", "The store no longer has ", "; made again"));
    }
}
