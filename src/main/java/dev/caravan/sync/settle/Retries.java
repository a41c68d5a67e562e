package dev.caravan.sync.settle;

import dev.caravan.sync.batch.Backoff;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a row that did not land is retried, and when it becomes a dead letter. */
final class Retries {

    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(2);
    /** How often a row waits shortly for another product of the catalogue. */
    private static final int SHORT_WAITS = 3;

    /** How many waits beyond the usual attempts such a row has before it becomes a dead letter. */
    private static final int MORE_WAITS = 5;

    private final Clock clock;
    private final Backoff backoff;
    private final int maxAttempts;

    Retries(Clock clock, Backoff backoff, int maxAttempts) {
        this.clock = clock;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
    }

    /** Is retried at once; no attempt is counted. */
    Settlement again(
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

    /**
     * Is sent again at once, because terms are missing in the answer that were not sent; the store took the fields
     * that were sent.
     */
    Settlement lookInto(Plan plan, ItemOutcome.Done done, String message) {
        FieldHashes shown = UnsentTerms.known(
                plan,
                done.product(),
                plan.hasImagesToSend()
                        ? plan.takenWithout(Set.of())
                        : plan.known().with(plan.acknowledged()));
        return again(plan, done.wooProductId(), shown, false, ErrorCode.TERMS_MISSING, message)
                .taken();
    }

    /** Is retried after a while, or becomes a dead letter. */
    Settlement later(
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

    /**
     * Is retried shortly, and no attempt is counted: other deliveries are working on what it needs, or are about to.
     */
    Settlement pause(Plan plan, boolean atOnce, String code, String message) {
        ClaimedRow row = plan.row();
        return Settlement.retry(
                plan,
                plan.wooProductId(),
                row.shown(),
                row.lookFirst(),
                row.attempts(),
                clock.instant(),
                atOnce ? Duration.ZERO : WAIT_FOR_OTHERS,
                code,
                message);
    }

    /**
     * Is retried when another product of the catalogue has probably released the value that it needs, but not without
     * limit.
     */
    Settlement waits(Plan plan, String message) {
        ClaimedRow row = plan.row();
        int attempts = row.attempts() + 1;
        return attempts >= maxAttempts + MORE_WAITS
                ? dead(plan, ErrorCode.WAITS_FOR_PRODUCT, message + "; it still has not")
                : Settlement.retry(
                        plan,
                        plan.wooProductId(),
                        row.shown(),
                        row.lookFirst() && plan.wooProductId() == null,
                        attempts,
                        clock.instant(),
                        attempts <= SHORT_WAITS ? WAIT_FOR_OTHERS : backoff.after(attempts),
                        ErrorCode.WAITS_FOR_PRODUCT,
                        message);
    }

    /**
     * A row that is not sent any more until a change or a replay: its counts become equal, and a dead letter is opened.
     */
    Settlement dead(Plan plan, String code, String message) {
        return Settlement.dead(plan, clock.instant(), code, message);
    }
}
