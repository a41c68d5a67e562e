package dev.caravan.store;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.CallKey;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    private final AccessRules access;
    private final StoreDoctor doctor;
    private final FoundAccess found;
    private final DeletionGuards guards;
    private final Clock clock;

    Stores(
            ConnectionTable connections,
            HoldTable holds,
            CredentialSeal seal,
            ConnectionService service,
            AccessRules access,
            StoreDoctor doctor,
            FoundAccess found,
            DeletionGuards guards,
            Clock clock) {
        this.connections = connections;
        this.holds = holds;
        this.seal = seal;
        this.service = service;
        this.access = access;
        this.doctor = doctor;
        this.found = found;
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
    public Store connect(Caller caller, String storeName, URI storeUrl, StoreCredentials credentials) {
        return connections
                .find(caller.accountId(), StoreUrl.normalise(storeUrl.toString()))
                .orElseGet(() -> service.create(caller, ConnectionBody.of(storeName, storeUrl, credentials), true))
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
    public CallKey key(Store store) {
        return credentials(store.id()).key(access.inUse(store.storeUrl(), store.access()), clock);
    }

    @Override
    public void hold(
            long connectionId, HoldReason reason, String detail, @Nullable String remedy, @Nullable Instant until) {
        if (reason == HoldReason.PAUSED) {
            throw new IllegalArgumentException("only an operator pauses a store");
        }
        holds.hold(connectionId, reason, detail, remedy, until);
    }

    @Override
    public String remedy(Store store, CallFault fault, @Nullable Answer answer) {
        boolean showsHeader = access.inUse(store.storeUrl(), store.access()) == Authentication.BASIC;
        return Remedies.of(fault, store.storeUrl(), answer, showsHeader);
    }

    @Override
    public DoctorFinding lookAgain(Store store) {
        DoctorReport report = doctor.examine(
                store.storeUrl(), credentials(store.id()), store.access().setting());
        boolean news = found.note(store, report.authentication());
        String remedy = report.failure()
                .map(check -> check.detail() + ". " + check.remedy())
                .orElse(null);
        return new DoctorFinding(remedy, news && report.success());
    }

    @Override
    public void noteNotice(long connectionId, String text) {
        holds.noteNotice(connectionId, credentials(connectionId).removeFrom(text));
    }

    @Override
    public void release(long connectionId) {
        holds.release(connectionId);
    }

    @Override
    public Optional<DeletionGuard> deletionGuard(long connectionId) {
        return guards.find(connectionId);
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
