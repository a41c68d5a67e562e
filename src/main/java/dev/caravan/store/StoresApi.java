package dev.caravan.store;

import dev.caravan.platform.Caller;
import dev.caravan.woocommerce.CallKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The door of this room: what deliveries need to know of a store. What they report about it goes to {@link StoreHealthApi}. */
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

    /** What holds the deletions of this store back; empty: nothing does. */
    Optional<DeletionGuard> deletionGuard(long connectionId);

    /** From now on so many products go into one call; nothing happens if another round has changed that meanwhile. */
    void resizeBatches(long connectionId, int from, int to);
}
