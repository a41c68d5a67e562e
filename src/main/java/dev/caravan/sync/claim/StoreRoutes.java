package dev.caravan.sync.claim;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.SyncSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * One route per store, {@code store-<id>}. It is created when Caravan starts or the connection is created, so that an
 * operator may stop it before it has work. It is replaced, as stopped as it was, when the store's address or its
 * concurrency changes, and removed with the store.
 */
@Component
public class StoreRoutes implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StoreRoutes.class);

    private final CamelContext camel;
    private final WakeUps wakeUps;
    private final LeavingRoutes leaving;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final StoreRouteTemplate template;
    private final Map<Long, Made> made = new ConcurrentHashMap<>();
    /** Stores whose old route is being removed; the new one is created after that. */
    private final Set<Long> retiring = ConcurrentHashMap.newKeySet();
    /** Stores whose old route an operator had stopped, so that the new one is stopped as well. */
    private final Set<Long> stopped = ConcurrentHashMap.newKeySet();

    /** The route of a store. */
    private record Made(String routeId, URI storeUrl, int concurrency, String storeName) {}

    StoreRoutes(
            @Lazy CamelContext camel,
            StoresApi stores,
            ActiveClaims active,
            Clock clock,
            SyncSettings settings,
            StoreCallSettings calls) {
        this.camel = camel;
        this.wakeUps = new WakeUps(camel);
        this.stores = stores;
        this.active = active;
        this.leaving =
                new LeavingRoutes(camel, wakeUps, clock, calls.longestCall().plus(settings.lease()));
        this.template = new StoreRouteTemplate(camel, settings, calls);
    }

    /** The id of a store's route, as operators see it; a route that replaces another has a number appended. */
    public static String routeId(long connectionId) {
        return "store-" + connectionId;
    }

    /** Each store has its route soon after the start; one that has work before then gets it at once. */
    @EventListener(ApplicationReadyEvent.class)
    void prepareAll() {
        leaving.later(0, () -> stores.ids().forEach(this::prepare));
    }

    /** Creates the route of a store that has no work yet. If that fails, the first wake-up creates it. */
    private void prepare(long connectionId) {
        try {
            if (!active.stopping()) {
                ensure(connectionId);
            }
        } catch (Exception e) {
            log.debug("The route of connection {} waits for its first work", connectionId, e);
        }
    }

    /**
     * Wakes a store. If its queue is full, a wake-up waits already. A route that an operator has stopped stays
     * stopped. A wake-up may be lost without harm, because the sweeper finds the work.
     */
    public void wake(long connectionId) {
        try {
            String route = active.stopping() ? null : ensure(connectionId);
            if (route != null) {
                wakeUps.send(route);
            }
        } catch (Exception e) {
            if (!DatabaseOutage.causes(e)) { // the sweeper reports it
                log.warn("Connection {} could not be woken; the sweeper will do it", connectionId, e);
            }
        }
    }

    @EventListener
    void follow(StoreChanged change) {
        switch (change.kind()) {
            case DELETED -> retire(change.connectionId());
            case CREATED, PAUSED -> leaving.later(0, () -> prepare(change.connectionId()));
            default -> wake(change.connectionId());
        }
    }

    /** @return the id of the route; null if the connection is gone, or its old route is still being removed */
    private synchronized @Nullable String ensure(long connectionId) throws Exception {
        Store store = stores.find(connectionId).orElse(null);
        if (store == null) {
            retire(connectionId);
            stopped.remove(connectionId);
            return null;
        }
        if (retiring.contains(connectionId)) {
            return null;
        }
        Made before = made.get(connectionId);
        boolean moved = before != null && !before.storeUrl().equals(store.storeUrl());
        if (before != null && !moved && before.concurrency() == store.concurrency()) {
            if (!before.storeName().equals(store.storeName())) {
                template.describe(before.routeId(), store);
                made.put(connectionId, made(before.routeId(), store));
            }
            return before.routeId();
        }
        if (before != null && (moved || isStopped(before.routeId()))) {
            retire(connectionId);
            return null;
        }
        return make(connectionId, store, before);
    }

    /** @param before the route that serves the store until then; null if there is none */
    private String make(long connectionId, Store store, @Nullable Made before) throws Exception {
        String routeId = StoreRouteTemplate.freeId(
                routeId(connectionId),
                id -> isReplaced(id) || (before != null && before.routeId().equals(id)));
        template.add(routeId, store);
        if (stopped.remove(connectionId)) { // it cannot be woken yet
            camel.getRouteController().stopRoute(routeId);
            log.warn("The route {} was stopped by an operator, and stays stopped with its new settings", routeId);
        }
        wakeUps.open(routeId);
        made.put(connectionId, made(routeId, store));
        if (before != null) {
            leaving.replace(before.routeId(), () -> takeIdBack(connectionId));
        }
        return routeId;
    }

    private static Made made(String routeId, Store store) {
        return new Made(routeId, store.storeUrl(), store.concurrency(), store.storeName());
    }

    /**
     * The route of a store gets its own id back once the route that had it is removed, because operators and their
     * alarms know that id.
     */
    private synchronized void takeIdBack(long connectionId) {
        Made now = made.get(connectionId);
        boolean has = now == null || now.routeId().equals(routeId(connectionId)) || isReplaced(routeId(connectionId));
        Store store = has || retiring.contains(connectionId) || active.stopping()
                ? null
                : stores.find(connectionId).orElse(null);
        if (now == null || store == null || !store.storeUrl().equals(now.storeUrl())) {
            return;
        }
        try {
            if (isStopped(now.routeId())) {
                retire(connectionId);
            } else {
                wakeUps.send(make(connectionId, store, now));
            }
        } catch (Exception e) {
            log.warn("The route {} keeps its id", now.routeId(), e);
        }
    }

    /** Whether an operator has stopped it; suspended counts as stopped. */
    private boolean isStopped(String routeId) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(routeId);
        return status != null
                && (status.isStopped() || status.isStopping() || status.isSuspended() || status.isSuspending());
    }

    /** Creates another route for each store whose delivery has made no progress for too long; called by the sweeper. */
    public void replaceStuck() {
        active.takeStuck().forEach(this::replace);
    }

    private synchronized void replace(long connectionId) {
        Made stuck = made.get(connectionId);
        if (stuck != null && leaving.isBusy(stuck.routeId())) {
            made.remove(connectionId);
            leaving.leaveBehind(stuck.routeId());
        }
        wake(connectionId);
    }

    /** Whether it makes no further claim, because another route has replaced it. */
    boolean isReplaced(String routeId) {
        return leaving.isReplaced(routeId);
    }

    /** The routes that make no progress, and when that was noticed. */
    Map<String, Instant> standingStill() {
        return leaving.standingStill();
    }

    /**
     * Removes a route once its call has ended. Camel waits for that as well, but locks all of its routes meanwhile:
     * no other store could be woken, and a route in a call could not remove itself.
     */
    private synchronized void retire(long connectionId) {
        Made old = made.remove(connectionId);
        if (old != null) {
            if (isStopped(old.routeId())) {
                stopped.add(connectionId);
            }
            retiring.add(connectionId);
            active.close(connectionId);
            leaving.removeWhenIdle(old.routeId(), () -> {
                retiring.remove(connectionId);
                active.open(connectionId);
                wake(connectionId);
            });
        }
    }

    /** Camel stops the routes next, one after the other. This signals all consumers at once before that. */
    @EventListener(ContextClosedEvent.class)
    void announceEnd() {
        RouteEnd.announce(camel, made.values().stream().map(Made::routeId));
    }

    @Override
    public void destroy() {
        leaving.end();
    }
}
