package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ShownProduct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A variation that the store took without one of its options, which leaves it open to any: its parent there does not vary in
 * that attribute, yet or any more [variation-create-unknown-attribute].
 */
public final class LostChoice {

    /** The field of a document that holds the choices. */
    static final String FIELD = "attributes";

    private LostChoice() {}

    /** Compares the counts, because stores write names in their own ways; attributes are replaced as a whole. */
    public static boolean isIn(Plan plan, ShownProduct shown) {
        return plan.row().isVariant()
                && shown.attributes()
                        .filter(answered -> answered.size() < sent(plan).size())
                        .isPresent();
    }

    /**
     * The same without its choice, if the store has dropped exactly this one before, and its variable product is still
     * in error: the store would drop it again. The error stays, and the rest is sent. Once the parent is sent, all of
     * its variants are as well.
     */
    static Plan leftOut(Plan plan) {
        ClaimedRow row = plan.row();
        boolean known = row.parentInError()
                && ErrorCode.CHOICE_LOST.equals(row.errorCode())
                && row.shown().wasRefused(plan.change(), FIELD);
        if (!known) {
            return plan;
        }
        Map<String, JsonNode> rest = new LinkedHashMap<>(plan.change().fields());
        rest.remove(FIELD);
        return plan.sending(new Document(rest))
                .as(rest.isEmpty() ? Plan.Action.NOTHING : plan.action())
                .without(new Plan.Refusal(ErrorCode.CHOICE_LOST, message(plan) + ": see why that one failed"));
    }

    /** What the store shows if it took all but the choice. */
    public static FieldHashes shown(Plan plan) {
        return plan.takenWithout(Set.of(FIELD)).refused(plan.change(), FIELD);
    }

    public static String message(Plan plan) {
        return "The store drops its choice (" + String.join(", ", sent(plan)) + "), as the variable product "
                + plan.row().parentProductId() + " does not vary in it there";
    }

    /** The choices in words: {@code Size L}. */
    private static List<String> sent(Plan plan) {
        List<String> choices = new ArrayList<>();
        JsonNode attributes = plan.change().fields().get(FIELD);
        if (attributes != null) {
            for (JsonNode attribute : attributes) {
                String option = attribute.path("option").asText();
                if (!option.isBlank()) {
                    choices.add((attribute.path("name").asText() + " " + option).strip());
                }
            }
        }
        return choices;
    }
}
