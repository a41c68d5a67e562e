package dev.caravan.sync.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.fanout.MassDeletions;
import java.time.Instant;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Adapter of the deletions that the guard of a store holds back: list and confirm them. */
@Component
class DeletionsEndpoint {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.sync");

    private final Sql sql;
    private final MassDeletions deletions;
    private final StoresApi stores;
    private final StoreRoutes routes;
    private final AuditLog audit;

    DeletionsEndpoint(Sql sql, MassDeletions deletions, StoresApi stores, StoreRoutes routes, AuditLog audit) {
        this.audit = audit;
        this.sql = sql;
        this.deletions = deletions;
        this.stores = stores;
        this.routes = routes;
    }

    /** One product. @param operation what is done in the store once it is confirmed: draft, trash or delete @param total of all pages */
    record Held(
            long productId,
            @Nullable String sku,
            @Nullable Long wooProductId,
            String operation,
            @Nullable Instant removedAt,
            @JsonIgnore long total) {}

    /** @param confirmed how many deletions are due now */
    record Confirmed(long connectionId, long confirmed) {}

    public Page<Held> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        stores.get(caller, connectionId);
        return Page.read(
                Page.Request.of(page, limit),
                rows -> sql.statement("sync/list-held-deletions")
                        .param("accountId", caller.accountId())
                        .param("connectionId", connectionId)
                        .param("limit", rows.limit())
                        .param("offset", rows.offset())
                        .query(Held.class)
                        .list(),
                Held::total);
    }

    /** @throws ApiException 409 if no guard is raised */
    public Confirmed confirm(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId) {
        String store = stores.get(caller, connectionId).storeName();
        long confirmed = deletions.confirm(caller.accountId(), connectionId, audit::counted);
        log.info(
                "{} confirmed {} deletion(s) of {} (connection {})", caller.username(), confirmed, store, connectionId);
        routes.wake(connectionId);
        return new Confirmed(connectionId, confirmed);
    }
}
