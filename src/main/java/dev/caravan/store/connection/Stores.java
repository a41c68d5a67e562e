package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.DeletionGuard;
import dev.caravan.store.Store;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AccessRules;
import dev.caravan.store.address.StoreUrl;
import dev.caravan.store.seal.CredentialSeal;
import dev.caravan.store.seal.SealedCredentials;
import dev.caravan.woocommerce.CallKey;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stores as other rooms see them: read from the table, with their credentials opened. */
@Component
class Stores implements StoresApi {

    private final ConnectionTable connections;
    private final CredentialSeal seal;
    private final ConnectionService service;
    private final AccessRules access;
    private final DeletionGuards guards;
    private final Clock clock;

    Stores(
            ConnectionTable connections,
            CredentialSeal seal,
            ConnectionService service,
            AccessRules access,
            DeletionGuards guards,
            Clock clock) {
        this.connections = connections;
        this.seal = seal;
        this.service = service;
        this.access = access;
        this.guards = guards;
        this.clock = clock;
    }

    @Override
    public Optional<Store> find(long connectionId) {
        return connections.find(connectionId).map(Connection::store);
    }

    @Override
    public List<Long> ids() {
        return connections.ids();
    }

    @Override
    public Store get(Caller caller, long connectionId) {
        return connections
                .find(caller.accountId(), connectionId)
                .filter(connection -> caller.sees(connectionId))
                .orElseThrow(() -> ApiException.notFound("Connection", connectionId))
                .store();
    }

    @Override
    public List<Store> all(Caller caller) {
        return connections.all(caller).stream().map(Connection::store).toList();
    }

    @Override
    public Store connect(Caller caller, String storeName, URI storeUrl, StoreCredentials credentials) {
        return connections
                .find(caller.accountId(), StoreUrl.normalise(storeUrl.toString()))
                .orElseGet(() -> service.create(caller, ConnectionBody.of(storeName, storeUrl, credentials), true))
                .store();
    }

    @Override
    public void pause(Caller caller, long connectionId) {
        service.pause(caller, connectionId);
    }

    @Override
    public StoreCredentials credentials(long connectionId) {
        SealedCredentials sealed = connections
                .credentials(connectionId)
                .orElseThrow(() -> new CredentialsException("Connection " + connectionId + " does not exist"));
        return seal.open(connectionId, sealed).forCalls();
    }

    @Override
    public CallKey key(Store store) {
        return credentials(store.id()).key(access.inUse(store.storeUrl(), store.access()), clock);
    }

    @Override
    public Optional<DeletionGuard> deletionGuard(long connectionId) {
        return guards.find(connectionId);
    }

    @Override
    public Map<Long, DeletionGuard> deletionGuards(List<Long> connectionIds) {
        return guards.of(connectionIds);
    }

    @Override
    public void resizeBatches(long connectionId, int from, int to) {
        connections.resizeBatches(connectionId, from, to);
    }
}
