package dev.caravan.store;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door, opened onto the tables. */
@Component
class Stores implements StoresApi {

    private final ConnectionTable connections;
    private final HoldTable holds;
    private final CredentialSeal seal;
    private final ConnectionService service;

    Stores(ConnectionTable connections, HoldTable holds, CredentialSeal seal, ConnectionService service) {
        this.connections = connections;
        this.holds = holds;
        this.seal = seal;
        this.service = service;
    }

    @Override
    public Optional<Store> find(long connectionId) {
        return connections.find(connectionId).map(Connection::store);
    }

    @Override
    public Store get(long accountId, long connectionId) {
        return connections
                .find(accountId, connectionId)
                .orElseThrow(() -> ApiException.notFound("Connection", connectionId))
                .store();
    }

    @Override
    public Store connect(Caller caller, String storeName, URI storeUrl, StoreCredentials credentials) {
        return connections
                .find(caller.accountId(), StoreUrl.normalise(storeUrl.toString()))
                .orElseGet(() -> service.create(caller, ConnectionBody.of(storeName, storeUrl, credentials)))
                .store();
    }

    @Override
    public StoreCredentials credentials(long connectionId) {
        SealedCredentials sealed = connections
                .credentials(connectionId)
                .orElseThrow(() -> new CredentialsException("Connection " + connectionId + " does not exist"));
        return seal.open(connectionId, sealed).forCalls();
    }

    @Override
    public void hold(long connectionId, HoldReason reason, String detail, @Nullable Instant until) {
        if (reason == HoldReason.PAUSED) {
            throw new IllegalArgumentException("only an operator pauses a store");
        }
        holds.hold(connectionId, reason, detail, until);
    }

    @Override
    public void release(long connectionId) {
        holds.release(connectionId);
    }

    @Override
    public void resizeBatches(long connectionId, int from, int to) {
        connections.resizeBatches(connectionId, from, to);
    }

    @Override
    public void succeeded(long connectionId) {
        holds.succeeded(connectionId);
    }
}
