package dev.caravan.sync.batch;

import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written for one claimed row after its delivery.
 *
 * @param result the row's result @param exported whether the store took a change
 * @param shown what the store is known to show now
 * @param dueAt when the row may be tried again, if it is still pending
 * @param message why it failed; null for success
 */
public record Settlement(
        Plan plan,
        Result result,
        boolean exported,
        @Nullable Long wooProductId,
        FieldHashes shown,
        boolean lookFirst,
        @Nullable Integer batchLimit,
        int attempts,
        @Nullable Instant failedAt,
        Instant dueAt,
        @Nullable String code,
        @Nullable String message) {

    /** The tries that are left for a product at which a call ended, after the others have landed without it. */
    private static final int LEFT_AFTER_A_SEARCH = 3;
    /** The same for a create, where each try takes a question by SKU as well. */
    private static final int LEFT_TO_A_CREATE = 2;

    /** The result of a row. */
    public enum Result {
        /** Delivered: the counts become equal. */
        SYNCED,
        /** Delivered, and the link is deleted. */
        UNLINKED,
        /** Not sent any more until a change or a replay: a dead letter. */
        DEAD,
        /** Stays pending and is retried when it is due. */
        RETRY
    }

    /** Not sent any more until a change or a replay: the counts become equal, and a dead letter is opened. */
    public static Settlement dead(Plan plan, Instant now, String code, String message) {
        ClaimedRow row = plan.row();
        return new Settlement(
                plan,
                Result.DEAD,
                false,
                row.wooProductId(),
                row.shown(),
                row.lookFirst(),
                limit(row),
                0,
                null,
                now,
                code,
                message);
    }

    /**
     * The store took the fields that could be sent; for the rest, or for a problem in the answer, a dead letter is
     * opened. @param shown what the store shows now
     */
    public static Settlement deadInPart(
            Plan plan, Instant now, long wooProductId, FieldHashes shown, Plan.Refusal leftOut) {
        return new Settlement(
                plan,
                Result.DEAD,
                true,
                wooProductId,
                shown,
                false,
                limit(plan.row()),
                0,
                null,
                now,
                leftOut.code(),
                leftOut.message());
    }

    /** @param result the row's result @param shown what the store shows now */
    public static Settlement done(
            Plan plan, Result result, boolean exported, @Nullable Long wooProductId, FieldHashes shown, Instant now) {
        ClaimedRow row = plan.row();
        boolean deleted = result == Result.UNLINKED && wooProductId == null && row.sku() != null;
        // If nothing was done for a row whose create may have been applied, that question stays open.
        boolean open = result == Result.SYNCED && wooProductId == null && row.lookFirst();
        return new Settlement(
                plan, result, exported, wooProductId, shown, deleted || open, limit(row), 0, null, now, null, null);
    }

    /** The row is retried after a while. */
    public static Settlement retry(
            Plan plan,
            @Nullable Long wooProductId,
            FieldHashes shown,
            boolean lookFirst,
            int attempts,
            Instant now,
            Duration wait,
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
                failedAt(plan, attempts, now),
                now.plus(wait),
                code,
                message);
    }

    /** A call with others seems to have ended at it: it is claimed alone next. It was not sent this time. */
    public static Settlement alone(Plan plan, Instant now, int maxAttempts) {
        ClaimedRow row = plan.row();
        int left = plan.wooProductId() == null ? LEFT_TO_A_CREATE : LEFT_AFTER_A_SEARCH;
        return new Settlement(
                plan,
                Result.RETRY,
                false,
                row.wooProductId(),
                row.shown(),
                row.lookFirst(),
                1,
                Math.max(row.attempts(), maxAttempts - left),
                row.failedAt(),
                now,
                row.errorCode(),
                "A call with others seems to have ended at this product; it goes alone next");
    }

    /** The first failure that counts, since the last success. */
    private static @Nullable Instant failedAt(Plan plan, int attempts, Instant now) {
        Instant before = plan.row().failedAt();
        return before == null && attempts > plan.row().attempts() ? now : before;
    }

    /** A move to the trash takes a call of its own. */
    private static @Nullable Integer limit(ClaimedRow row) {
        return row.intent() == Intent.TRASH ? 1 : null;
    }

    /** The same, with a reason for the history. */
    public Settlement saying(String why, String words) {
        return with(exported, why, words);
    }

    /** The same; the store took the sent fields. */
    public Settlement taken() {
        return with(true, code, message);
    }

    /**
     * The same; the sent fields count as unknown. Otherwise nothing would be sent for a change that is undone in the
     * catalogue.
     */
    public Settlement withUnknownFields() {
        boolean create = plan.action() == Plan.Action.CREATE;
        FieldHashes unknown =
                create || plan.row().intent().removes() ? FieldHashes.none() : shown.without(plan.touched());
        return new Settlement(
                plan,
                result,
                exported,
                wooProductId,
                unknown,
                create || plan.row().isOfImages() || lookFirst,
                batchLimit,
                attempts,
                failedAt,
                dueAt,
                code,
                message);
    }

    private Settlement with(boolean took, @Nullable String why, @Nullable String words) {
        return new Settlement(
                plan, result, took, wooProductId, shown, lookFirst, batchLimit, attempts, failedAt, dueAt, why, words);
    }

    /** Whether it was just noticed that the store has it in its trash. */
    public boolean isFoundInTrash() {
        return ErrorCode.IN_STORE_TRASH.equals(code)
                && !ErrorCode.IN_STORE_TRASH.equals(plan.row().errorCode());
    }

    /** Whether it was restored from the store's trash. */
    public boolean hasLeftTheTrash() {
        return exported
                && settled()
                && code == null
                && ErrorCode.IN_STORE_TRASH.equals(plan.row().errorCode());
    }

    /** Whether it has its type again after the shop had turned it into another type, which deletes its variations. */
    public boolean isOfItsTypeAgain() {
        return result == Result.SYNCED
                && wooProductId != null
                && ErrorCode.TYPE_DIFFERS.equals(plan.row().errorCode());
    }

    /** Whether it is sent again because the store no longer has the product. */
    public boolean isLostByTheStore() {
        return result == Result.RETRY && wooProductId == null && code != null && code.endsWith("_invalid_id");
    }

    /** Whether the store has just taken a variation without its choice, for the first time since it took one. */
    public boolean hasLostItsChoice() {
        return ErrorCode.CHOICE_LOST.equals(code)
                && !ErrorCode.CHOICE_LOST.equals(plan.row().errorCode());
    }

    /** Whether a variation was sent with an open choice, which the store may have dropped in silence. */
    public boolean leavesAChoiceOpen() {
        return plan.mustSend() && plan.row().isVariant() && plan.change().leavesAChoiceOpen();
    }

    /** Whether our own create got no clear answer: the store may have the product, or a part of it. */
    public boolean leavesACreateOpen() {
        return plan.action() == Plan.Action.CREATE
                && lookFirst
                && !ErrorCode.WAITS_FOR_PRODUCT.equals(code)
                && (code == null || !ErrorCode.SKU_TAKEN.contains(code));
    }

    public boolean settled() {
        return result != Result.RETRY;
    }

    /** As the history writes it. */
    public String outcome() {
        return switch (result) {
            case SYNCED, UNLINKED -> "synced";
            case DEAD -> "error";
            case RETRY -> "retry";
        };
    }
}
