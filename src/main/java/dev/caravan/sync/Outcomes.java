package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Settlement.Result;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a product's own outcome means for its row. */
@Component
class Outcomes {

    private final Clock clock;
    private final Backoff backoff;
    private final int maxAttempts;

    Outcomes(Clock clock, Backoff backoff, CaravanSettings settings) {
        this.clock = clock;
        this.backoff = backoff;
        this.maxAttempts = settings.sync().maxAttempts();
    }

    /** A row that took no call. */
    Settlement withoutCall(Plan plan) {
        ClaimedRow row = plan.row();
        return switch (plan.action()) {
            case REFUSE -> {
                Plan.Refusal refusal = java.util.Objects.requireNonNull(plan.refusal());
                yield dead(plan, refusal.code(), refusal.message());
            }
            case UNLINK -> done(plan, Result.UNLINKED, false, null, FieldHashes.none());
            case NOTHING -> done(plan, Result.SYNCED, false, plan.wooProductId(), row.shown());
            default -> throw new IllegalStateException(plan.action() + " takes a call");
        };
    }

    /** A row whose product the store answered. */
    Settlement of(Plan plan, ItemOutcome outcome, Store store) {
        if (outcome instanceof ItemOutcome.Done done) {
            return done(plan, done.wooProductId());
        }
        if (outcome instanceof ItemOutcome.Gone gone) {
            return gone(plan, gone, store);
        }
        if (outcome instanceof ItemOutcome.SkuTaken taken) {
            return skuTaken(plan, taken);
        }
        if (outcome instanceof ItemOutcome.Refused refused) {
            return dead(plan, refused.code(), refused.message());
        }
        return unknown(plan, ((ItemOutcome.Unknown) outcome).reason());
    }

    private Settlement done(Plan plan, long wooProductId) {
        return switch (plan.action()) {
            case CREATE -> done(plan, Result.SYNCED, true, wooProductId, FieldHashes.of(plan.change()));
            case UPDATE ->
                done(
                        plan,
                        Result.SYNCED,
                        true,
                        wooProductId,
                        plan.row().shown().with(plan.change().fields()));
            // A draft or trashed product still takes updates: if it is wanted again meanwhile, its id is needed.
            case DRAFT, TRASH -> done(plan, Result.UNLINKED, true, wooProductId, FieldHashes.none());
            default -> done(plan, Result.UNLINKED, true, null, FieldHashes.none());
        };
    }

    private Settlement gone(Plan plan, ItemOutcome.Gone gone, Store store) {
        if (plan.action() != Action.UPDATE || store.onMissing() == OnMissing.UNLINK) {
            return done(plan, Result.UNLINKED, false, null, FieldHashes.none());
        }
        String message = "The store no longer has product " + plan.wooProductId() + "; it is made again";
        if (!plan.asked()) {
            return retry(
                    plan, null, FieldHashes.none(), true, plan.row().attempts(), clock.instant(), gone.code(), message);
        }
        // It has just shown this very product under its SKU: without an end to it, asked and told so for ever.
        int attempts = plan.row().attempts() + 1;
        if (attempts >= maxAttempts) {
            return dead(
                    plan,
                    gone.code(),
                    "The store shows product " + plan.wooProductId() + " under SKU " + plan.sku()
                            + ", but says that there is none with this id: look for it in the store, and delete it or change the SKU");
        }
        return retry(
                plan,
                null,
                FieldHashes.none(),
                true,
                attempts,
                clock.instant().plus(backoff.after(attempts)),
                gone.code(),
                message);
    }

    /**
     * Somebody holds the SKU: perhaps our own create, whose answer was lost and which may just be coming to its end. So ask,
     * and only if the store shows nothing under the SKU time and again, say so.
     */
    private Settlement skuTaken(Plan plan, ItemOutcome.SkuTaken taken) {
        if (!plan.asked()) {
            return retry(
                    plan,
                    null,
                    FieldHashes.none(),
                    true,
                    plan.row().attempts(),
                    clock.instant(),
                    taken.code(),
                    taken.message());
        }
        int attempts = plan.row().attempts() + 1;
        if (attempts >= maxAttempts) {
            return dead(
                    plan,
                    taken.code(),
                    "The store says that SKU " + plan.sku()
                            + " is taken, but shows no product with it: look in the store's trash, and empty it or change the SKU");
        }
        return retry(
                plan,
                null,
                FieldHashes.none(),
                true,
                attempts,
                clock.instant().plus(backoff.after(attempts)),
                taken.code(),
                taken.message());
    }

    private Settlement unknown(Plan plan, String reason) {
        int attempts = plan.row().attempts() + 1;
        if (attempts >= maxAttempts) {
            return FailedRows.unknown(dead(plan, "unclear_answer", reason));
        }
        return retry(
                plan,
                plan.wooProductId(),
                plan.row().shown().without(plan.change().fields().keySet()),
                plan.action() == Action.CREATE,
                attempts,
                clock.instant().plus(backoff.after(attempts)),
                "unclear_answer",
                reason);
    }

    /** A row that is given up until a change or a person: the counts meet, and a dead letter is opened. */
    Settlement dead(Plan plan, String code, String message) {
        ClaimedRow row = plan.row();
        return new Settlement(
                plan,
                Result.DEAD,
                false,
                row.wooProductId(),
                row.shown(),
                row.lookFirst(),
                row.intent() == Intent.TRASH ? 1 : null,
                0,
                clock.instant(),
                clock.instant(),
                code,
                message);
    }

    private Settlement done(
            Plan plan, Result result, boolean exported, @Nullable Long wooProductId, FieldHashes shown) {
        boolean deleted =
                result == Result.UNLINKED && wooProductId == null && plan.row().sku() != null;
        // Nothing was done for a row whose create may have been applied: the question stays open.
        boolean open =
                result == Result.SYNCED && wooProductId == null && plan.row().lookFirst();
        return new Settlement(
                plan,
                result,
                exported,
                wooProductId,
                shown,
                deleted || open,
                plan.row().intent() == Intent.TRASH ? 1 : null,
                0,
                null,
                clock.instant(),
                null,
                null);
    }

    private Settlement retry(
            Plan plan,
            @Nullable Long wooProductId,
            FieldHashes shown,
            boolean lookFirst,
            int attempts,
            Instant dueAt,
            String code,
            String message) {
        return new Settlement(
                plan,
                Result.RETRY,
                false,
                wooProductId,
                shown,
                lookFirst,
                plan.row().batchLimit(),
                attempts,
                clock.instant(),
                dueAt,
                code,
                message);
    }
}
