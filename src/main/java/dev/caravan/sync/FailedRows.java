package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.sync.FaultPolicy.Blame;
import dev.caravan.sync.FaultPolicy.Verdict;
import dev.caravan.sync.Plan.Action;
import dev.caravan.sync.Settlement.Result;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a failed call means for each of its rows. */
@Component
class FailedRows {

    /** A product that was searched for has failed with others before, more than once: so many tries of its own are left. */
    private static final int LEFT_AFTER_A_SEARCH = 2;

    private final Clock clock;
    private final Backoff backoff;
    private final Outcomes outcomes;
    private final int maxAttempts;

    FailedRows(Clock clock, Backoff backoff, Outcomes outcomes, CaravanSettings settings) {
        this.clock = clock;
        this.backoff = backoff;
        this.outcomes = outcomes;
        this.maxAttempts = settings.sync().maxAttempts();
    }

    /**
     * @param shared how many products were in the call
     * @param storeWellSince the store's last success; null if it never had one
     */
    Settlement settle(Plan plan, Verdict verdict, int shared, @Nullable Instant storeWellSince) {
        ClaimedRow row = plan.row();
        boolean alone = shared == 1;
        if (verdict.blame() == Blame.REFUSED) {
            return alone
                    ? outcomes.dead(plan, verdict.code(), verdict.reason())
                    : back(plan, verdict, row.attempts(), row.failedAt(), half(shared), Duration.ZERO);
        }
        if (verdict.blame() != Blame.UNKNOWN) {
            return back(plan, verdict, row.attempts(), row.failedAt(), row.batchLimit(), verdict.pause());
        }
        if (!alone) {
            // Once they come back together, to see what became of them; then in halves.
            int limit = LookBack.fits(plan) && row.batchLimit() == null ? shared : half(shared);
            return back(plan, verdict, row.attempts(), row.failedAt(), limit, verdict.pause());
        }
        // Its own fault only if the store has been well since it failed the last time: an ill store costs no attempts.
        Instant lastFailure = row.failedAt();
        boolean ownFault = lastFailure != null && storeWellSince != null && storeWellSince.isAfter(lastFailure);
        int attempts = row.attempts() + (ownFault ? 1 : 0);
        boolean searchedFor = row.batchLimit() != null && row.intent() != Intent.TRASH; // which always goes alone
        if (searchedFor && lastFailure == null) {
            attempts = Math.max(attempts, maxAttempts - LEFT_AFTER_A_SEARCH);
        }
        if (attempts >= maxAttempts) {
            return unknown(outcomes.dead(plan, verdict.code(), verdict.reason()));
        }
        Duration wait = backoff.after(attempts + 1);
        return back(
                plan,
                verdict,
                attempts,
                clock.instant(),
                1,
                wait.compareTo(verdict.pause()) > 0 ? wait : verdict.pause());
    }

    /** A row that was not sent after all: nothing has happened to it. */
    Settlement untouched(Plan plan, Verdict verdict) {
        ClaimedRow row = plan.row();
        return new Settlement(
                plan,
                Result.RETRY,
                false,
                row.wooProductId(),
                row.shown(),
                row.lookFirst(),
                row.batchLimit(),
                row.attempts(),
                row.failedAt(),
                clock.instant().plus(verdict.pause()),
                verdict.code(),
                verdict.reason());
    }

    /** A call with others seems to have ended at it: it is claimed alone next. Nothing happened to it in this round. */
    static Settlement alone(Plan plan, Instant now) {
        ClaimedRow row = plan.row();
        return new Settlement(
                plan,
                Result.RETRY,
                false,
                row.wooProductId(),
                row.shown(),
                row.lookFirst(),
                1,
                row.attempts(),
                row.failedAt(),
                now,
                row.errorCode(),
                "A call with others seems to have ended at this product; it goes alone next");
    }

    private Settlement back(
            Plan plan,
            Verdict verdict,
            int attempts,
            @Nullable Instant failedAt,
            @Nullable Integer batchLimit,
            Duration pause) {
        Settlement settlement = new Settlement(
                plan,
                Result.RETRY,
                false,
                plan.wooProductId(),
                plan.row().shown(),
                plan.row().lookFirst() && plan.wooProductId() == null,
                batchLimit,
                attempts,
                failedAt,
                clock.instant().plus(pause),
                verdict.code(),
                verdict.reason());
        boolean applied = verdict.blame() == Blame.UNKNOWN || verdict.blame() == Blame.NONE_BUT_UNKNOWN;
        return applied ? unknown(settlement) : settlement;
    }

    /** What was sent counts as unknown: else a change that is taken back would look like nothing to send. */
    static Settlement unknown(Settlement s) {
        Plan plan = s.plan();
        boolean create = plan.action() == Action.CREATE;
        FieldHashes shown = create || plan.row().intent().removes()
                ? FieldHashes.none()
                : s.shown().without(plan.touched());
        return new Settlement(
                plan,
                s.result(),
                s.exported(),
                s.wooProductId(),
                shown,
                create || s.lookFirst(),
                s.batchLimit(),
                s.attempts(),
                s.failedAt(),
                s.dueAt(),
                s.code(),
                s.message());
    }

    private static int half(int shared) {
        return Math.max(1, shared / 2);
    }
}
