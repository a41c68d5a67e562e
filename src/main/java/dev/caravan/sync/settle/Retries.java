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

/** When a row comes back that did not land, and when it is given up. */
final class Retries {

    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(2);
    /** So often a row waits shortly for another of the catalogue, and so often more than it may fail. */
    private static final int SHORT_WAITS = 3;

    private static final int MORE_WAITS = 5;

    private final Clock clock;
    private final Backoff backoff;
    private final int maxAttempts;

    Retries(Clock clock, Backoff backoff, int maxAttempts) {
        this.clock = clock;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
    }

    /** Comes back at once, and costs no attempt. */
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

    /** Comes back at once, as terms are missing that were not sent; the store took what was. */
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

    /** Comes back after a while, or is given up. */
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

    /** Comes back shortly, and costs no attempt: others are at work on what it needs, or are about to be. */
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

    /** Comes back when another product of the catalogue has probably given up what it needs; but not for ever. */
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

    /** A row that is given up until a change or a person: the counts meet, and a dead letter is opened. */
    Settlement dead(Plan plan, String code, String message) {
        return Settlement.dead(plan, clock.instant(), code, message);
    }
}
