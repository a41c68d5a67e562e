package dev.caravan.store;

import dev.caravan.platform.Caller;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.CallKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of this room: what deliveries need to know of a store, and what they tell about its health. */
public interface StoresApi {

    /** A store of any account; empty once its connection is deleted. One indexed SELECT. */
    Optional<Store> find(long connectionId);

    /** The ids of all connections, of all accounts. */
    List<Long> ids();

    /**
     * A store that the caller may see.
     *
     * @throws dev.caravan.platform.ApiException 404 if it is not there, another account's, or not among those that a key is limited to
     */
    Store get(Caller caller, long connectionId);

    /**
     * Connects a store, as the API does, but without a test; gives the connection to this address if there is one already.
     *
     * @throws dev.caravan.platform.ApiException 400 for an address or credentials that cannot be
     */
    Store connect(Caller caller, String storeName, URI storeUrl, StoreCredentials credentials);

    /**
     * Opens the sealed credentials.
     *
     * @throws CredentialsException if they cannot be opened, or the connection is gone; its message is for an operator
     */
    StoreCredentials credentials(long connectionId);

    /**
     * The key of a store, to be shown as it is to be shown there.
     *
     * @throws CredentialsException as {@link #credentials}
     */
    CallKey key(Store store);

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

    /** The store is well again: ends a hold that is not an operator's pause, forgets failures, notes a success. */
    void release(long connectionId);

    /** What holds the deletions of this store back; empty: nothing does. */
    Optional<DeletionGuard> deletionGuard(long connectionId);

    /** From now on so many products go into one call; nothing happens if another round has changed that meanwhile. */
    void resizeBatches(long connectionId, int from, int to);

    /** A call succeeded: forgets failures, notes the time. Writes at most once in ten seconds if all is well. */
    void succeeded(long connectionId);
}
