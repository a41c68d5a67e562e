package dev.caravan.store;

import dev.caravan.platform.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door, opened onto the tables. */
@Component
class Stores implements StoresApi {

    private static final int PAGE = 500;

    private final ConnectionTable connections;
    private final HoldTable holds;
    private final CredentialSeal seal;

    Stores(ConnectionTable connections, HoldTable holds, CredentialSeal seal) {
        this.connections = connections;
        this.holds = holds;
        this.seal = seal;
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
    public List<Store> all() {
        List<Store> all = new ArrayList<>();
        List<Connection> page;
        long last = 0;
        do {
            page = connections.after(last, PAGE);
            for (Connection connection : page) {
                all.add(connection.store());
                last = connection.store().id();
            }
        } while (page.size() == PAGE);
        return all;
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
    public void succeeded(long connectionId) {
        holds.succeeded(connectionId);
    }
}
