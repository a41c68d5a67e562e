package dev.caravan.sync.settle;

import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.compose.StoreTrash;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/** Handles a product that a store no longer has, or has in its trash, as the connection's {@code onMissing} says. */
final class LostProducts {

    private final Clock clock;
    private final Retries retries;

    LostProducts(Clock clock, Retries retries) {
        this.clock = clock;
        this.retries = retries;
    }

    /**
     * Handles a product in the trash like a missing one: it is restored, or its link is deleted. Images wait for the
     * result of the product's own row.
     */
    Settlement inTrash(Plan plan, Store store) {
        long wooProductId = Objects.requireNonNull(plan.wooProductId());
        String message = StoreTrash.message(plan);
        FieldHashes shown = plan.known().with(plan.acknowledged()).without(Set.of("status"));
        if (plan.row().isOfImages()) {
            return retries.later(
                    plan,
                    wooProductId,
                    plan.row().shown(),
                    false,
                    ErrorCode.IN_STORE_TRASH,
                    message,
                    message + ": restore it there");
        }
        if (store.onMissing() == OnMissing.UNLINK) {
            return unlinked(plan, ErrorCode.IN_STORE_TRASH, message + "; it is not linked any more");
        }
        return ErrorCode.IN_STORE_TRASH.equals(plan.row().errorCode())
                ? retries.later(
                        plan,
                        wooProductId,
                        shown,
                        false,
                        ErrorCode.IN_STORE_TRASH,
                        message,
                        message + ", and does not come back: restore it in the store, or delete it there for good")
                : retries.again(
                        plan, wooProductId, shown, false, ErrorCode.IN_STORE_TRASH, message + "; it is brought back");
    }

    private Settlement unlinked(Plan plan, String code, String message) {
        return Settlement.done(plan, Result.UNLINKED, false, null, FieldHashes.none(), clock.instant())
                .saying(code, message);
    }

    Settlement gone(Plan plan, ItemOutcome.Gone gone, Store store) {
        if (plan.row().isOfImages()) {
            return Settlement.done(
                    plan, Result.SYNCED, false, plan.wooProductId(), FieldHashes.none(), clock.instant());
        }
        if (plan.action() != Action.UPDATE) {
            return Settlement.done(plan, Result.UNLINKED, false, null, FieldHashes.none(), clock.instant());
        }
        if (store.onMissing() == OnMissing.UNLINK) {
            return unlinked(
                    plan,
                    gone.code(),
                    "The store no longer has product " + plan.wooProductId() + "; it is not linked any more");
        }
        String message = "The store no longer has product " + plan.wooProductId() + "; it is created again";
        if (!plan.asked()) {
            return retries.again(plan, null, FieldHashes.none(), true, gone.code(), message);
        }
        // The store has just shown this very product under its SKU. Without a limit, it would be asked without end.
        return retries.later(
                plan,
                null,
                FieldHashes.none(),
                true,
                gone.code(),
                message,
                "The store shows product " + plan.wooProductId() + " under SKU " + plan.sku()
                        + ", but says that there is none with this id: look for it in the store, and delete it or change the SKU");
    }
}
