package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Settlement.Result;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a product's own outcome means for its row. */
@Component
class Outcomes {

    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(2);

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
            case NOTHING ->
                done(
                        plan,
                        Result.SYNCED,
                        false,
                        plan.wooProductId(),
                        row.shown().with(plan.acknowledged()));
            case WAIT -> waiting(plan);
            case ALONE -> FailedRows.alone(plan, clock.instant(), maxAttempts);
            default -> throw new IllegalStateException(plan.action() + " takes a call");
        };
    }

    private Settlement waiting(Plan plan) {
        ClaimedRow row = plan.row();
        Plan.Refusal refusal = plan.refusal();
        return refusal == null
                ? Settlement.retry(
                        plan,
                        plan.wooProductId(),
                        row.shown(),
                        row.lookFirst(),
                        row.attempts(),
                        clock.instant(),
                        WAIT_FOR_OTHERS,
                        "waits_for_others",
                        row.isOfImages()
                                ? "Another call is bringing one of its images"
                                : "Another call is making a category, tag, attribute or option that it needs")
                : later(
                        plan,
                        plan.wooProductId(),
                        row.shown(),
                        plan.wooProductId() == null,
                        refusal.code(),
                        refusal.message(),
                        refusal.message());
    }

    /** A row whose product the store answered. */
    Settlement of(Plan plan, ItemOutcome outcome, Store store) {
        if (outcome instanceof ItemOutcome.Done done) {
            if (LostChoice.isIn(plan, done.item())) {
                return withoutChoice(plan, done.wooProductId());
            }
            List<LostTerm> lost = LostTerm.among(plan, done.item());
            return lost.isEmpty() || LostTerm.CODE.equals(plan.row().errorCode())
                    ? done(plan, done.wooProductId())
                    : without(plan, done.wooProductId(), lost);
        }
        if (outcome instanceof ItemOutcome.Gone gone) {
            return gone(plan, gone, store);
        }
        if (outcome instanceof ItemOutcome.SkuTaken taken) {
            return skuTaken(plan, taken);
        }
        if (outcome instanceof ItemOutcome.Refused refused) {
            return plan.row().isOfImages()
                    ? imageRefused(plan, refused)
                    : dead(plan, refused.code(), refused.message());
        }
        return unknown(plan, ((ItemOutcome.Unknown) outcome).reason());
    }

    private Settlement done(Plan plan, long wooProductId) {
        return switch (plan.action()) {
            case CREATE, UPDATE -> {
                FieldHashes shown = plan.known().with(plan.acknowledged());
                Plan.Refusal leftOut = plan.leftOut();
                yield leftOut == null
                        ? done(plan, Result.SYNCED, true, wooProductId, shown)
                        : Settlement.deadInPart(plan, clock.instant(), wooProductId, shown, leftOut);
            }
            // A draft or trashed product still takes updates: if it is wanted again meanwhile, its id is needed.
            case DRAFT, TRASH -> done(plan, Result.UNLINKED, true, wooProductId, FieldHashes.none());
            default -> done(plan, Result.UNLINKED, true, null, FieldHashes.none());
        };
    }

    /** The store has a term no more, and took the product without it: once more, with the term made again. */
    private Settlement without(Plan plan, long wooProductId, List<LostTerm> lost) {
        FieldHashes shown = plan.takenWithout(LostTerm.fields(lost));
        return again(plan, wooProductId, shown, false, LostTerm.CODE, LostTerm.message(lost));
    }

    /** Once more after its parent, which goes first and is owed by {@link Dependents}; then as often as any other fault. */
    private Settlement withoutChoice(Plan plan, long wooProductId) {
        FieldHashes shown = plan.takenWithout(Set.of(LostChoice.FIELD));
        String message = LostChoice.message(plan);
        return LostChoice.CODE.equals(plan.row().errorCode())
                ? later(
                        plan,
                        wooProductId,
                        shown,
                        false,
                        LostChoice.CODE,
                        message,
                        message + ": see why that one failed")
                : again(plan, wooProductId, shown, false, LostChoice.CODE, message + " yet; that one goes first");
    }

    /** A file that the store has no more is brought again; an image that it could not load may be there later. */
    private Settlement imageRefused(Plan plan, ItemOutcome.Refused refused) {
        FieldHashes shown = plan.row().shown();
        boolean lost = !Images.lost(refused, plan).isEmpty(); // each time fewer ids are known, so this comes to an end
        return lost
                ? again(plan, plan.wooProductId(), shown, false, refused.code(), refused.message())
                : later(plan, plan.wooProductId(), shown, false, refused.code(), refused.message(), refused.message());
    }

    private Settlement gone(Plan plan, ItemOutcome.Gone gone, Store store) {
        if (plan.row().isOfImages()) {
            return done(plan, Result.SYNCED, false, plan.wooProductId(), FieldHashes.none());
        }
        if (plan.action() != Action.UPDATE || store.onMissing() == OnMissing.UNLINK) {
            return done(plan, Result.UNLINKED, false, null, FieldHashes.none());
        }
        String message = "The store no longer has product " + plan.wooProductId() + "; it is made again";
        if (!plan.asked()) {
            return again(plan, null, FieldHashes.none(), true, gone.code(), message);
        }
        // It has just shown this very product under its SKU: without an end to it, asked and told so for ever.
        return later(
                plan,
                null,
                FieldHashes.none(),
                true,
                gone.code(),
                message,
                "The store shows product " + plan.wooProductId() + " under SKU " + plan.sku()
                        + ", but says that there is none with this id: look for it in the store, and delete it or change the SKU");
    }

    /**
     * Somebody holds the SKU: perhaps our own create, whose answer was lost and which may just be coming to its end. So ask,
     * and only if the store shows nothing under the SKU time and again, say so.
     */
    private Settlement skuTaken(Plan plan, ItemOutcome.SkuTaken taken) {
        if (!plan.asked() || !taken.code().equals(plan.row().errorCode())) {
            return again(plan, null, FieldHashes.none(), true, taken.code(), taken.message());
        }
        return later(
                plan,
                null,
                FieldHashes.none(),
                true,
                taken.code(),
                taken.message(),
                "The store says that SKU " + plan.sku()
                        + " is taken, but shows no product with it, and none in the trash: perhaps a variation of a product"
                        + " in the trash has it; empty the trash, or change the SKU");
    }

    private Settlement unknown(Plan plan, String reason) {
        FieldHashes shown = plan.row().shown();
        return FailedRows.unknown(later(plan, plan.wooProductId(), shown, false, "unclear_answer", reason, reason));
    }

    /** A row that is given up until a change or a person: the counts meet, and a dead letter is opened. */
    Settlement dead(Plan plan, String code, String message) {
        return Settlement.dead(plan, clock.instant(), code, message);
    }

    private Settlement done(
            Plan plan, Result result, boolean exported, @Nullable Long wooProductId, FieldHashes shown) {
        return Settlement.done(plan, result, exported, wooProductId, shown, clock.instant());
    }

    /** Comes back at once, and costs no attempt. */
    private Settlement again(
            Plan plan, @Nullable Long wooProductId, FieldHashes shown, boolean lookFirst, String code, String message) {
        return Settlement.retry(
                plan,
                wooProductId,
                shown,
                lookFirst,
                plan.row().attempts(),
                clock.instant(),
                Duration.ZERO,
                code,
                message);
    }

    /** Comes back after a while, or is given up. */
    private Settlement later(
            Plan plan,
            @Nullable Long wooProductId,
            FieldHashes shown,
            boolean lookFirst,
            String code,
            String message,
            String lastMessage) {
        int attempts = plan.row().attempts() + 1;
        return attempts >= maxAttempts
                ? dead(plan, code, lastMessage)
                : Settlement.retry(
                        plan,
                        wooProductId,
                        shown,
                        lookFirst,
                        attempts,
                        clock.instant(),
                        backoff.after(attempts),
                        code,
                        message);
    }
}
