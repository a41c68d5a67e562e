package dev.caravan.sync.settle;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.Backoff;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.compose.LostBackslashes;
import dev.caravan.sync.compose.LostChoice;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.sync.compose.StoreTrash;
import dev.caravan.sync.compose.StoreType;
import dev.caravan.sync.ledger.Images;
import dev.caravan.sync.mapping.AlikeNames;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the outcome of a single product means for its row. */
@Component
public class ItemOutcomePolicy {

    private final Clock clock;
    private final Retries retries;
    private final LostProducts lostProducts;
    private final int maxAttempts;

    public ItemOutcomePolicy(Clock clock, Backoff backoff, SyncSettings settings) {
        this.clock = clock;
        this.maxAttempts = settings.maxAttempts();
        this.retries = new Retries(clock, backoff, maxAttempts);
        this.lostProducts = new LostProducts(clock, retries);
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
            case ALONE -> Settlement.alone(plan, clock.instant(), maxAttempts);
            default -> throw new IllegalStateException(plan.action() + " takes a call");
        };
    }

    private Settlement waiting(Plan plan) {
        Plan.Refusal refusal = plan.refusal();
        if (refusal == null) {
            return retries.pause(
                    plan,
                    false,
                    "waits_for_others",
                    plan.row().isOfImages()
                            ? "Another call is bringing one of its images"
                            : "Another call is making a category, tag, attribute or option that it needs");
        }
        return switch (refusal.code()) {
            case ErrorCode.NEXT_CALL -> retries.pause(plan, true, refusal.code(), refusal.message());
            case ErrorCode.WAITS_FOR_PRODUCT -> retries.waits(plan, refusal.message());
            default ->
                retries.later(
                        plan,
                        plan.wooProductId(),
                        plan.row().shown(),
                        plan.wooProductId() == null,
                        refusal.code(),
                        refusal.message(),
                        refusal.message());
        };
    }

    /** A row whose SKU or GTIN another product of the catalogue has in the store. */
    Settlement held(Plan plan, HeldValue held) {
        return held.waits()
                ? retries.waits(plan, held.message())
                : dead(plan, held.field().equals("sku") ? "sku_taken" : "gtin_taken", held.message());
    }

    /** A row whose product the store answered. */
    Settlement of(Plan plan, ItemOutcome outcome, Store store) {
        if (outcome instanceof ItemOutcome.Done done) {
            if (StoreTrash.holds(plan, done)) {
                return lostProducts.inTrash(plan, store);
            }
            if (LostChoice.isIn(plan, done.product())) {
                return withoutChoice(plan, done.wooProductId());
            }
            Plan.Refusal otherType = StoreType.in(plan, done).orElse(null);
            if (otherType != null) {
                return Settlement.deadInPart(
                        plan, clock.instant(), done.wooProductId(), plan.known().with(plan.acknowledged()), otherType);
            }
            Set<String> unslashed = LostBackslashes.in(plan, done.product());
            if (!unslashed.isEmpty()
                    && !ErrorCode.BACKSLASH_LOST.equals(plan.row().errorCode())) {
                FieldHashes shown = plan.known().with(plan.acknowledged()).without(unslashed);
                String message = LostBackslashes.message(unslashed);
                return retries.again(plan, done.wooProductId(), shown, false, ErrorCode.BACKSLASH_LOST, message);
            }
            List<LostTerm> lost = LostTerm.among(plan, done.product());
            if (!lost.isEmpty() && !ErrorCode.TERM_LOST.equals(plan.row().errorCode())) {
                return without(plan, done.wooProductId(), lost);
            }
            List<UnsentTerms.Missing> missing = UnsentTerms.in(plan, done.product());
            return missing.isEmpty() ? done(plan, done) : retries.lookInto(plan, done, UnsentTerms.message(missing));
        }
        if (outcome instanceof ItemOutcome.Gone gone) {
            return lostProducts.gone(plan, gone, store);
        }
        if (outcome instanceof ItemOutcome.SkuTaken taken) {
            return skuTaken(plan, taken);
        }
        if (outcome instanceof ItemOutcome.ValueTaken taken) {
            return dead(plan, taken.code(), valueTaken(taken));
        }
        if (outcome instanceof ItemOutcome.Refused refused) {
            return plan.row().isOfImages()
                    ? imageRefused(plan, refused)
                    : StoreType.in(plan, refused)
                            .map(other -> dead(plan, other.code(), other.message()))
                            .orElseGet(() -> dead(plan, refused.code(), refused.message()));
        }
        return unknown(plan, ((ItemOutcome.Unknown) outcome).reason());
    }

    private Settlement done(Plan plan, ItemOutcome.Done done) {
        long wooProductId = done.wooProductId();
        return switch (plan.action()) {
            case CREATE, UPDATE -> {
                FieldHashes shown =
                        UnsentTerms.known(plan, done.product(), plan.known().with(plan.acknowledged()));
                Plan.Refusal leftOut = plan.leftOut();
                yield leftOut == null
                        ? done(plan, Result.SYNCED, true, wooProductId, shown)
                        : Settlement.deadInPart(
                                plan,
                                clock.instant(),
                                wooProductId,
                                shown,
                                new Plan.Refusal(leftOut.code(), leftOut.message() + "; all other fields were sent"));
            }
            // A draft or trashed product still takes updates: if it is wanted again meanwhile, its id is needed.
            case DRAFT, TRASH -> done(plan, Result.UNLINKED, true, wooProductId, FieldHashes.none());
            default -> done(plan, Result.UNLINKED, true, null, FieldHashes.none());
        };
    }

    /** The store has lost a term, and took the product without it: it is sent once more, with the term recreated. */
    private Settlement without(Plan plan, long wooProductId, List<LostTerm> lost) {
        FieldHashes shown = plan.takenWithout(LostTerm.fields(lost));
        return retries.again(plan, wooProductId, shown, false, ErrorCode.TERM_LOST, LostTerm.message(lost));
    }

    /**
     * The product is sent once more after its parent, which {@link FollowUpWork} marks pending; then it is retried as
     * often as after any other fault.
     */
    private Settlement withoutChoice(Plan plan, long wooProductId) {
        FieldHashes shown = LostChoice.shown(plan);
        String message = LostChoice.message(plan);
        return ErrorCode.CHOICE_LOST.equals(plan.row().errorCode())
                ? retries.later(
                        plan,
                        wooProductId,
                        shown,
                        false,
                        ErrorCode.CHOICE_LOST,
                        message,
                        message + ": see why that one failed")
                : retries.again(
                        plan, wooProductId, shown, false, ErrorCode.CHOICE_LOST, message + " yet; that one goes first");
    }

    /**
     * A file that the store has lost is sent by address again; an image that it could not load may be available later.
     */
    private Settlement imageRefused(Plan plan, ItemOutcome.Refused refused) {
        FieldHashes shown = plan.row().shown();
        boolean lost = !Images.lost(refused, plan).isEmpty(); // each time fewer ids are known, so this comes to an end
        return lost
                ? retries.again(plan, plan.wooProductId(), shown, false, refused.code(), refused.message())
                : retries.later(
                        plan, plan.wooProductId(), shown, false, refused.code(), refused.message(), refused.message());
    }

    private static String valueTaken(ItemOutcome.ValueTaken taken) {
        return taken.holderId().isEmpty()
                ? taken.message()
                : taken.message() + " The store's product " + taken.holderId().getAsLong()
                        + " has it, which is not linked";
    }

    /**
     * Another product of the store holds the SKU. It may be our own create, which may still be running. So the store is
     * asked for the SKU, and it becomes an error only if the store repeatedly shows nothing under it.
     */
    private Settlement skuTaken(Plan plan, ItemOutcome.SkuTaken taken) {
        if (!plan.asked() || !taken.code().equals(plan.row().errorCode())) {
            return retries.again(plan, null, FieldHashes.none(), true, taken.code(), taken.message());
        }
        return retries.later(
                plan,
                null,
                FieldHashes.none(),
                true,
                taken.code(),
                taken.message(),
                AlikeNames.whoHas(String.valueOf(plan.sku()), taken));
    }

    private Settlement unknown(Plan plan, String reason) {
        FieldHashes shown = plan.row().shown();
        return retries.later(plan, plan.wooProductId(), shown, false, "unclear_answer", reason, reason)
                .withUnknownFields();
    }

    /**
     * A row that is not sent any more until a change or a replay: its counts become equal, and a dead letter is opened.
     */
    public Settlement dead(Plan plan, String code, String message) {
        return retries.dead(plan, code, message);
    }

    private Settlement done(
            Plan plan, Result result, boolean exported, @Nullable Long wooProductId, FieldHashes shown) {
        return Settlement.done(plan, result, exported, wooProductId, shown, clock.instant());
    }
}
