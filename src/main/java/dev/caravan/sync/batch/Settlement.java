package dev.caravan.sync.batch;

import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one claimed row after its round.
 *
 * @param result what becomes of the row
 * @param exported the store took something
 * @param shown what the store is known to show now
 * @param dueAt when the row may be tried again, if it is behind after this
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

    /** A call has ended at a product that was searched for, and the others have landed without it: so many tries of its own are left. */
    private static final int LEFT_AFTER_A_SEARCH = 3;
    /** … of a create, where each try takes a question by SKU as well. */
    private static final int LEFT_TO_A_CREATE = 2;

    /** What becomes of a row. */
    public enum Result {
        /** Delivered: the counts meet. */
        SYNCED,
        /** Delivered, and the link goes. */
        UNLINKED,
        /** Given up until a change or a person: a dead letter. */
        DEAD,
        /** Stays behind and comes back when it is due. */
        RETRY
    }

    /** Given up until a change or a person: the counts meet, and a dead letter is opened. */
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

    /** The store took what could be sent; for the rest, or for what came of it, a dead letter is opened. @param shown what the store shows now */
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

    /** @param result what became of it @param shown what the store shows now */
    public static Settlement done(
            Plan plan, Result result, boolean exported, @Nullable Long wooProductId, FieldHashes shown, Instant now) {
        ClaimedRow row = plan.row();
        boolean deleted = result == Result.UNLINKED && wooProductId == null && row.sku() != null;
        // Nothing was done for a row whose create may have been applied: the question stays open.
        boolean open = result == Result.SYNCED && wooProductId == null && row.lookFirst();
        return new Settlement(
                plan, result, exported, wooProductId, shown, deleted || open, limit(row), 0, null, now, null, null);
    }

    /** Comes back after a while. */
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

    /** A call with others seems to have ended at it: it is claimed alone next. Nothing happened to it in this round. */
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

    /** The same; the store took what was sent. */
    public Settlement taken() {
        return with(true, code, message);
    }

    /** The same; what was sent counts as unknown: else a change that is taken back would look like nothing to send. */
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

    /** The store has it in its trash; noticed just now. */
    public boolean isFoundInTrash() {
        return ErrorCode.IN_STORE_TRASH.equals(code)
                && !ErrorCode.IN_STORE_TRASH.equals(plan.row().errorCode());
    }

    /** It has come back from the store's trash. */
    public boolean hasLeftTheTrash() {
        return exported
                && settled()
                && code == null
                && ErrorCode.IN_STORE_TRASH.equals(plan.row().errorCode());
    }

    /** The shop had turned it into another type, which deletes its variations. */
    public boolean isOfItsTypeAgain() {
        return result == Result.SYNCED
                && wooProductId != null
                && ErrorCode.TYPE_DIFFERS.equals(plan.row().errorCode());
    }

    /** It is sent again because the store has no such product any more. */
    public boolean isLostByTheStore() {
        return result == Result.RETRY && wooProductId == null && code != null && code.endsWith("_invalid_id");
    }

    /** The store has just taken a variation without its choice, for the first time since it took one. */
    public boolean hasLostItsChoice() {
        return ErrorCode.CHOICE_LOST.equals(code)
                && !ErrorCode.CHOICE_LOST.equals(plan.row().errorCode());
    }

    /** Our own create got no clear answer: the store may have the product, or a half of it. */
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
