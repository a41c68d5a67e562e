package dev.caravan.sync.batch;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan for a row whose product is to be removed from the store. */
public final class Removal {

    private static final Document NOTHING = new Document(Map.of());

    private static final Document AS_DRAFT = new Document(Map.of("status", TextNode.valueOf("draft")));

    private Removal() {}

    /** @param asked whether the store was asked by SKU for a product that our own create may have left there */
    public static Plan plan(ClaimedRow row, @Nullable Long wooProductId, boolean asked) {
        Action action;
        if (row.isVariant() && row.wooParentId() == null) {
            action = Action.UNLINK;
        } else if (wooProductId == null) {
            action = row.lookFirst() && row.canBeSearched() && !asked ? Action.ASK : Action.UNLINK;
        } else {
            action = Action.valueOf(row.intent().name());
        }
        Document change = action == Action.DRAFT ? AS_DRAFT : NOTHING;
        return Plan.of(row, action, NOTHING, change, wooProductId, row.sku(), asked);
    }
}
