package dev.caravan.store;

import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By this, deliveries report a store's health, and find remedies for an unhealthy store. */
public interface StoreHealthApi {

    /** As the other one, without a remedy. */
    default void hold(long connectionId, HoldReason reason, String detail, @Nullable Instant until) {
        hold(connectionId, reason, detail, null, until);
    }

    /**
     * Holds a store for a reason of its own and counts a failure. Never replaces an operator's pause; an existing
     * hold keeps its {@code since}.
     *
     * @param reason any but {@link HoldReason#PAUSED}, which only an operator sets
     * @param remedy what an operator should do; null: not known
     * @param until when to try again; null: not before an operator or a change of the connection ends the hold
     */
    void hold(long connectionId, HoldReason reason, String detail, @Nullable String remedy, @Nullable Instant until);

    /** The remedy for a fault of this store, in plain words, as far as the fault alone shows it. */
    String remedy(Store store, CallFault fault, @Nullable Answer answer);

    /**
     * Lets the store doctor examine a store that is on hold. It makes several calls, each with a time limit, so this
     * must not run in a transaction. If the doctor finds a way of sending the key that works, it is used from then on.
     */
    DoctorFinding lookAgain(Store store);

    /**
     * Notes a text that a store prints before its answers, at most once in ten minutes. @param text short, without
     * secrets
     */
    void noteNotice(long connectionId, String text);

    /**
     * The store is healthy again: ends a hold that is not an operator's pause, resets the count of failures, notes a
     * success.
     */
    void release(long connectionId);

    /**
     * A call succeeded: resets the count of failures, notes the time. Writes at most once in ten seconds if there
     * were none.
     */
    void succeeded(long connectionId);
}
