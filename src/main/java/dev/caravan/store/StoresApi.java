package dev.caravan.store;

import dev.caravan.platform.Caller;
import dev.caravan.woocommerce.CallKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API of this room for deliveries: reads stores. They report a store's health to {@link StoreHealthApi}. */
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

    /** All stores that the caller may see, by name. Their number is limited by a setting. */
    List<Store> all(Caller caller);

    /**
     * Connects a store, as the API does, but without a test; returns the existing connection if there is one with
     * this address.
     *
     * @throws dev.caravan.platform.ApiException 400 for an invalid address or invalid credentials
     */
    Store connect(Caller caller, String storeName, URI storeUrl, StoreCredentials credentials);

    /** Holds everything for this store back until a person resumes it, as the API does. */
    void pause(Caller caller, long connectionId);

    /**
     * Opens the sealed credentials.
     *
     * @throws CredentialsException if they cannot be opened, or the connection is gone; its message is for an operator
     */
    StoreCredentials credentials(long connectionId);

    /**
     * The key of a store, with the way in which it is sent there.
     *
     * @throws CredentialsException as {@link #credentials}
     */
    CallKey key(Store store);

    /** The guard that holds the deletions of this store back; empty: none is raised. */
    Optional<DeletionGuard> deletionGuard(long connectionId);

    /** The guards that hold deletions back, by store; without the stores that have none. */
    Map<Long, DeletionGuard> deletionGuards(List<Long> connectionIds);

    /** Sets how many products go into one call; nothing happens if another delivery has changed that meanwhile. */
    void resizeBatches(long connectionId, int from, int to);
}
