package dev.caravan.sync.settle;

import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Backoff;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.woocommerce.CallFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the failure of a whole call means for the store, and for the rows that were sent.
 *
 * <p>After an ambiguous failure the store is held just long enough to be probed. If the probe fails, the store is at
 * fault. If it succeeds, one of the sent rows is at fault, and they are bisected until the culprit is alone.
 */
@Component
class FaultPolicy {

    private static final Duration MAINTENANCE_FIRST = Duration.ofSeconds(30);
    private static final Duration MAINTENANCE_AGAIN = Duration.ofMinutes(1);

    private static final String TOO_LARGE = "too_large";

    private final Clock clock;
    private final Backoff backoff;
    private final SyncSettings settings;

    FaultPolicy(Clock clock, Backoff backoff, SyncSettings settings) {
        this.clock = clock;
        this.backoff = backoff;
        this.settings = settings;
    }

    /** A hold on the store. @param until when the store is probed again */
    record StoreHold(HoldReason reason, String detail, Instant until) {}

    /** Whether the rows that were sent are at fault. */
    enum Blame {
        /** Nothing was applied, and the rows are not at fault. */
        NONE,
        /** The rows are not at fault, but what the store shows of them is unknown. */
        NONE_BUT_UNKNOWN,
        /** One of the rows may be at fault, and what the store shows of them is unknown. */
        UNKNOWN,
        /** Nothing was applied, and one of the rows is at fault. */
        REFUSED
    }

    /** @param code for a dead letter @param pause how long the rows wait before they may be sent again */
    record Verdict(@Nullable StoreHold hold, Blame blame, Duration pause, String code, String reason) {

        /** Whether a smaller call may succeed: the call was too large, took too long, or broke the store. */
        boolean tooMuch() {
            return blame == Blame.UNKNOWN || code.equals(TOO_LARGE);
        }

        /** The same, with another end of the hold if there is one. */
        Verdict heldUntil(Instant until) {
            StoreHold other = hold == null ? null : new StoreHold(hold.reason(), hold.detail(), until);
            return new Verdict(other, blame, pause, code, reason);
        }
    }

    Verdict judge(CallFault fault, Store store) {
        int failures = store.consecutiveFailures() + 1;
        String reason = fault.reason();
        if (fault instanceof CallFault.NotReached) {
            return held(HoldReason.UNREACHABLE, reason, backoff.after(failures), Blame.NONE, "unreachable");
        }
        if (fault instanceof CallFault.AsksForTime asks) {
            return held(
                    HoldReason.ASKS_FOR_TIME, reason, delay(asks, failures), Blame.NONE_BUT_UNKNOWN, "asks_for_time");
        }
        if (fault instanceof CallFault.Unauthorized unauthorized) {
            return held(
                    HoldReason.UNAUTHORIZED,
                    reason,
                    settings.unauthorizedProbeEvery(),
                    Blame.NONE,
                    unauthorized.code());
        }
        if (fault instanceof CallFault.NotAllowed) {
            return held(HoldReason.WRONG_ADDRESS, reason, backoff.after(failures), Blame.NONE, "wrong_address");
        }
        if (fault instanceof CallFault.WrongAddress) {
            return held(
                    HoldReason.WRONG_ADDRESS, reason, backoff.after(failures), Blame.NONE_BUT_UNKNOWN, "wrong_address");
        }
        if (fault instanceof CallFault.TooLarge) {
            return new Verdict(null, Blame.REFUSED, Duration.ZERO, TOO_LARGE, reason);
        }
        if (fault instanceof CallFault.Refused refused) {
            return new Verdict(null, Blame.REFUSED, Duration.ZERO, refused.code(), reason);
        }
        CallFault.Ambiguous ambiguous = (CallFault.Ambiguous) fault;
        Duration untilAsked = failures == 1 ? Duration.ZERO : backoff.after(failures - 1);
        return new Verdict(
                new StoreHold(HoldReason.UNREACHABLE, reason, clock.instant().plus(untilAsked)),
                Blame.UNKNOWN,
                ambiguous.mayStillRun() ? settings.storeTimeLimit() : Duration.ZERO,
                ErrorCode.NO_CLEAR_ANSWER,
                reason);
    }

    /** WordPress always asks for ten minutes. It is probed after half a minute, and then each minute. */
    private static Duration delay(CallFault.AsksForTime asks, int failures) {
        Duration soon = failures == 1 ? MAINTENANCE_FIRST : MAINTENANCE_AGAIN;
        return asks.maintenance() && soon.compareTo(asks.delay()) < 0 ? soon : asks.delay();
    }

    /**
     * What a failed probe of a held store means. Whatever the failure, the hold continues, or the store would be
     * probed again at once and without end.
     */
    Verdict stillUnhealthy(Verdict verdict, Store store) {
        return verdict.hold() != null
                ? verdict
                : held(
                        HoldReason.UNREACHABLE,
                        verdict.reason(),
                        backoff.after(store.consecutiveFailures() + 1),
                        verdict.blame(),
                        verdict.code());
    }

    /** The credentials cannot be opened: nothing was sent, and an operator must act. */
    Verdict withoutCredentials(String reason) {
        return held(HoldReason.UNAUTHORIZED, reason, settings.unauthorizedProbeEvery(), Blame.NONE, "credentials");
    }

    /** A fault of our own, or of the database: the rows are retried after a while. */
    Verdict internal(boolean sent) {
        return new Verdict(
                null,
                sent ? Blame.NONE_BUT_UNKNOWN : Blame.NONE,
                sent ? settings.storeTimeLimit() : backoff.after(1),
                "internal_error",
                "Something went wrong inside Caravan; its log says more");
    }

    /**
     * Caravan stops before the call has ended. Neither the store nor the rows are at fault, but the call may still
     * run in the store.
     */
    Verdict stopping(boolean sent) {
        return new Verdict(
                null,
                sent ? Blame.NONE_BUT_UNKNOWN : Blame.NONE,
                sent ? settings.storeTimeLimit() : Duration.ZERO,
                "stopping",
                "Caravan stopped before the store had answered");
    }

    private Verdict held(HoldReason hold, String reason, Duration time, Blame blame, String code) {
        return new Verdict(new StoreHold(hold, reason, clock.instant().plus(time)), blame, Duration.ZERO, code, reason);
    }
}
