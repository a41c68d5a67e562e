package dev.caravan.sync.settle;

import dev.caravan.sync.batch.Backoff;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.call.WriteEvidence.Proof;
import dev.caravan.sync.compose.PoisonFinder;
import dev.caravan.sync.settle.FaultPolicy.Blame;
import dev.caravan.sync.settle.FaultPolicy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What a failed call means for each of its rows. When a row fails alone again, the store's other writes since its
 * first failure decide. If the store took one, the row is at fault, and an attempt is counted. If other rows fail
 * too, the store is at fault, and no attempt is counted. If nothing else was written, the fault is unknown: the
 * attempt is counted, but the row has twice as many.
 */
@Component
class RowFailurePolicy {

    /** The longest total wait of an interactive change between its tries, if its product is certainly at fault. */
    private static final Duration INTERACTIVE = Duration.ofSeconds(45);

    private static final int TIMES_IN_SILENCE = 2;
    /** Doublings after which the longest wait is reached with any sensible setting. */
    private static final int MANY = 30;

    private final Clock clock;
    private final Backoff backoff;
    private final ItemOutcomePolicy outcomes;
    private final int maxAttempts;
    private final Duration first;

    @Autowired
    RowFailurePolicy(Clock clock, Backoff backoff, ItemOutcomePolicy outcomes, SyncSettings settings) {
        this(clock, backoff, outcomes, settings.maxAttempts(), settings.backoffFirst());
    }

    RowFailurePolicy(Clock clock, Backoff backoff, ItemOutcomePolicy outcomes, int maxAttempts, Duration first) {
        this.clock = clock;
        this.backoff = backoff;
        this.outcomes = outcomes;
        this.maxAttempts = maxAttempts;
        this.first = first;
    }

    /**
     * @param shared how many products were in the call
     * @param proof what the store's other writes show since this row's first failure; ignored at the first failure
     */
    Settlement settle(Plan plan, Verdict verdict, int shared, Proof proof) {
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
            // They are sent together once more, so that the store is asked what it shows of them; after that in
            // halves.
            int limit = PoisonFinder.fits(plan) && row.batchLimit() == null ? shared : half(shared);
            return back(plan, verdict, row.attempts(), firstFailure(row), limit, verdict.pause());
        }
        boolean counts = row.failedAt() != null && proof != Proof.OTHERS_FAIL;
        int attempts = row.attempts() + (counts ? 1 : 0);
        boolean landed = proof == Proof.LANDED || proof == Proof.LANDED_INTERACTIVE;
        int most = landed ? maxAttempts : TIMES_IN_SILENCE * maxAttempts;
        if (counts && attempts >= most) {
            return outcomes.dead(plan, verdict.code(), verdict.reason()).withUnknownFields();
        }
        Duration wait = counts || row.failedAt() == null ? backoff.after(attempts + 1) : backoff.after(lasting(row));
        if (proof == Proof.LANDED_INTERACTIVE) {
            wait = shorter(wait, INTERACTIVE.dividedBy(maxAttempts));
        }
        return back(plan, verdict, attempts, firstFailure(row), 1, longer(wait, verdict.pause()));
    }

    private Instant firstFailure(ClaimedRow row) {
        return row.failedAt() == null ? clock.instant() : row.failedAt();
    }

    /**
     * No attempts are counted while the store is unhealthy, so the waits grow with the time since the row's first
     * failure.
     */
    private int lasting(ClaimedRow row) {
        Duration failing = Duration.between(firstFailure(row), clock.instant());
        int failures = 1;
        for (Duration wait = first; wait.compareTo(failing) < 0 && failures < MANY; wait = wait.multipliedBy(2)) {
            failures++;
        }
        return Math.max(failures, row.attempts() + 1);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A row that was not sent after all: it keeps its state. */
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

    private Settlement back(
            Plan plan,
            Verdict verdict,
            int attempts,
            @Nullable Instant failedAt,
            @Nullable Integer batchLimit,
            Duration pause) {
        boolean applied = verdict.blame() == Blame.UNKNOWN || verdict.blame() == Blame.NONE_BUT_UNKNOWN;
        Settlement settlement = new Settlement(
                plan,
                Result.RETRY,
                false,
                plan.wooProductId(),
                plan.row().shown(),
                plan.row().lookFirst()
                        && (plan.wooProductId() == null || plan.row().isOfImages()),
                batchLimit,
                attempts,
                failedAt,
                clock.instant().plus(pause),
                verdict.code(),
                verdict.reason());
        return applied ? settlement.withUnknownFields() : settlement;
    }

    private static int half(int shared) {
        return Math.max(1, shared / 2);
    }
}
