package dev.caravan.store;

import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What deliveries report about a store's health, and what helps where it is not healthy. */
public interface StoreHealthApi {

    /** As the other one, without a remedy. */
    default void hold(long connectionId, HoldReason reason, String detail, @Nullable Instant until) {
        hold(connectionId, reason, detail, null, until);
    }

    /**
     * Holds a store for a reason of its own and counts a failure. Never replaces an operator's pause; {@code since} of a
     * hold that already stands is kept.
     *
     * @param reason any but {@link HoldReason#PAUSED}, which is an operator's
     * @param remedy what helps, for an operator; null: not known
     * @param until when to try again; null: not before an operator or a change of the connection ends the hold
     */
    void hold(long connectionId, HoldReason reason, String detail, @Nullable String remedy, @Nullable Instant until);

    /** What helps against a fault of this store, in plain words, as far as the fault alone tells. */
    String remedy(Store store, CallFault fault, @Nullable Answer answer);

    /**
     * Lets the store doctor look at a store that is on hold: some calls, each bounded in time, so never in a transaction. A
     * way of showing the key that works is used from then on.
     */
    DoctorFinding lookAgain(Store store);

    /** Notes what a store prints before its answers, at most once in ten minutes. @param text short, without secrets */
    void noteNotice(long connectionId, String text);

    /** The store is healthy again: ends a hold that is not an operator's pause, forgets failures, notes a success. */
    void release(long connectionId);

    /** A call succeeded: forgets failures, notes the time. Writes at most once in ten seconds if nothing was wrong. */
    void succeeded(long connectionId);
}
