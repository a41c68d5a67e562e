package dev.caravan.sync.api;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.claim.StoreRoutes;
import java.sql.Timestamp;
import java.time.Clock;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/push}: what a store waits for is sent now. */
@Component
class PushEndpoint {

    private final Sql sql;
    private final StoresApi stores;
    private final StoreRoutes routes;
    private final AuditLog audit;
    private final Clock clock;

    PushEndpoint(Sql sql, StoresApi stores, StoreRoutes routes, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.stores = stores;
        this.routes = routes;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param hastened changes that would have waited for their retry */
    record Pushed(long connectionId, long hastened) {}

    /** @throws ApiException 409 if the store is on hold, as nothing is sent to it then */
    public Pushed push(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId) {
        Store store = stores.get(caller, connectionId);
        if (store.hold() != null) {
            throw ApiException.conflict("Nothing is sent to " + store.storeName()
                    + " while it is on hold: resume it, and its pending changes are sent");
        }
        int hastened = DeadlockRetry.retry(
                "Pushing connection " + connectionId,
                () -> sql.statement("sync/hasten-waiting-rows")
                        .param("accountId", caller.accountId())
                        .param("connectionId", connectionId)
                        .param("now", Timestamp.from(clock.instant()))
                        .update());
        audit.counted(hastened);
        routes.wake(connectionId);
        return new Pushed(connectionId, hastened);
    }
}
