package dev.caravan.sync;

import dev.caravan.woocommerce.Document;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one claimed row.
 *
 * @param document all that the store should show; empty where the product is to be removed
 * @param change what is sent: the whole document for a create, the delta for an update; empty for the rest
 * @param wooProductId the store's product; null for a create
 * @param asked whether the store was asked by SKU in this round
 * @param refusal why nothing can be sent; null unless the action is {@link Action#REFUSE}
 */
record Plan(
        ClaimedRow row,
        Action action,
        Document document,
        Document change,
        @Nullable Long wooProductId,
        @Nullable String sku,
        boolean asked,
        @Nullable Refusal refusal) {

    /** Why a product cannot be sent. */
    record Refusal(String code, String message) {}

    /** What a round does for a row. */
    enum Action {
        /** Ask by SKU first, then decide. */
        ASK,
        CREATE,
        UPDATE,
        DRAFT,
        TRASH,
        DELETE,
        /** The store shows it already. */
        NOTHING,
        /** Only the link goes. */
        UNLINK,
        /** It cannot be sent as it is. */
        REFUSE;

        /** Whether it takes a call. */
        boolean calls() {
            return this == CREATE || this == UPDATE || this == DRAFT || this == TRASH || this == DELETE;
        }
    }

    boolean mustAsk() {
        return action == Action.ASK;
    }

    boolean mustSend() {
        return action.calls();
    }

    long key() {
        return row.id();
    }
}
