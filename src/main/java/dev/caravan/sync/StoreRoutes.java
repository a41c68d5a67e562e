package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
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
 * One route per store, {@code store-<id>}: made when Caravan starts or the connection is made, so that an operator may stop it
 * before it has work; replaced when the store moves or is to have other calls at once, removed with it.
 */
@Component
public class StoreRoutes implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StoreRoutes.class);

    private final CamelContext camel;
    private final WakeUps wakeUps;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final Clock clock;
    private final CaravanSettings.Sync settings;
    private final Map<Long, Made> made = new ConcurrentHashMap<>();
    /** Routes whose delivery stands still, and since when. Nobody can stop a thread: they go when that has ended. */
    private final Map<String, Instant> replaced = new ConcurrentHashMap<>();
    /** Routes that end with their calls, while others serve their stores already. */
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    /** Stores whose old route is going; a new one is made when it has gone. */
    private final Set<Long> retiring = ConcurrentHashMap.newKeySet();

    /** Several, as each waits for the end of a route. */
    private final ScheduledExecutorService background =
            Executors.newScheduledThreadPool(4, task -> new Thread(task, "store-routes"));
    /** The route of a store. */
    private record Made(String routeId, URI storeUrl, int concurrency) {}

    StoreRoutes(
            @Lazy CamelContext camel, StoresApi stores, ActiveClaims active, Clock clock, CaravanSettings settings) {
        this.camel = camel;
        this.wakeUps = new WakeUps(camel);
        this.stores = stores;
        this.active = active;
        this.clock = clock;
        this.settings = settings.sync();
    }

    /** The id of a store's route, as operators see it; one that takes another's place has a number more. */
    static String routeId(long connectionId) {
        return "store-" + connectionId;
    }

    /** Each store has its route soon after the start; one that has work before then gets it at once. */
    @EventListener(ApplicationReadyEvent.class)
    void prepareAll() {
        later(0, () -> stores.ids().forEach(this::prepare));
    }

    /** Makes the route of a store without work for it. If that fails, the first work makes it. */
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
     * Wakes a store; a wake-up already waits if its queue is full. An operator's stopped route stays stopped. A wake-up may
     * be lost without harm: the sweeper comes by.
     */
    public void wake(long connectionId) {
        try {
            String route = active.stopping() ? null : ensure(connectionId);
            if (route != null) {
                wakeUps.send(route);
            }
        } catch (Exception e) {
            if (!DatabaseOutage.causes(e)) { // which the sweeper tells of
                log.warn("Connection {} could not be woken; the sweeper will do it", connectionId, e);
            }
        }
    }

    @EventListener
    void follow(StoreChanged change) {
        switch (change.kind()) {
            case DELETED -> retire(change.connectionId());
            case CREATED, PAUSED -> later(0, () -> prepare(change.connectionId()));
            default -> wake(change.connectionId());
        }
    }

    /** @return the id of the route; null if the connection is gone, or its old route is still going */
    private synchronized @Nullable String ensure(long connectionId) throws Exception {
        Store store = stores.find(connectionId).orElse(null);
        if (store == null) {
            retire(connectionId);
            return null;
        }
        if (retiring.contains(connectionId)) {
            return null;
        }
        Made before = made.get(connectionId);
        if (before != null && !before.storeUrl().equals(store.storeUrl())) {
            retire(connectionId);
            return null;
        }
        if (before != null && before.concurrency() == store.concurrency()) {
            return before.routeId();
        }
        String routeId = StoreRouteTemplate.freeId(
                routeId(connectionId),
                id -> isReplaced(id) || (before != null && before.routeId().equals(id)));
        StoreRouteTemplate.add(camel, routeId, store, settings);
        wakeUps.open(routeId);
        made.put(connectionId, new Made(routeId, store.storeUrl(), store.concurrency()));
        if (before != null) {
            leaving.add(before.routeId());
            removeWhenIdle(before.routeId(), deadline(), () -> leaving.remove(before.routeId()));
        }
        return routeId;
    }

    /** Gives the stores another route whose delivery has stood still for too long; called by the sweeper. */
    public void replaceStuck() {
        active.takeStuck().forEach(this::replace);
    }

    private synchronized void replace(long connectionId) {
        Made stuck = made.get(connectionId);
        if (stuck != null && isBusy(stuck.routeId())) {
            made.remove(connectionId);
            leaveBehind(stuck.routeId());
        }
        wake(connectionId);
    }

    private void leaveBehind(String routeId) {
        replaced.put(routeId, clock.instant());
        log.error("The route {} stands still, another takes its place; only a restart ends its delivery", routeId);
        removeWhenItGoesOn(routeId);
    }

    private void removeWhenItGoesOn(String routeId) {
        later(1_000, () -> {
            if (isBusy(routeId)) {
                removeWhenItGoesOn(routeId);
            } else {
                remove(routeId);
                replaced.remove(routeId);
                log.info("The delivery of the route {} has come to an end after all", routeId);
            }
        });
    }

    private boolean isBusy(String routeId) {
        return camel.getInflightRepository().size(routeId) > 0;
    }

    /** Whether it makes no further claim, as another has taken its place. */
    boolean isReplaced(String routeId) {
        return replaced.containsKey(routeId) || leaving.contains(routeId);
    }

    /** The routes that stand still, and when that was noticed. */
    Map<String, Instant> standingStill() {
        return Map.copyOf(replaced);
    }

    /**
     * Takes a route away once its call has ended. Camel waits for that as well, but locks all of its routes meanwhile: no
     * other store could be woken, and a route that is in a call could not do it itself.
     */
    private synchronized void retire(long connectionId) {
        Made old = made.remove(connectionId);
        if (old != null) {
            retiring.add(connectionId);
            active.close(connectionId);
            removeWhenIdle(old.routeId(), deadline(), () -> {
                retiring.remove(connectionId);
                active.open(connectionId);
                wake(connectionId);
            });
        }
    }

    private long deadline() {
        return System.nanoTime() + settings.longestCall().plus(settings.lease()).toNanos();
    }

    /** One that is not idle by the deadline stands still: to stop it would wait for its thread without an end. */
    private void removeWhenIdle(String routeId, long deadline, Runnable after) {
        later(50, () -> {
            if (!isBusy(routeId)) {
                remove(routeId);
            } else if (System.nanoTime() < deadline) {
                removeWhenIdle(routeId, deadline, after);
                return;
            } else {
                leaveBehind(routeId);
            }
            after.run();
        });
    }

    private void remove(String routeId) {
        RouteEnd.remove(camel, routeId);
        wakeUps.close(routeId);
    }

    private void later(long millis, Runnable task) {
        background.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Camel stops the routes next, one after the other: by then their consumers have heard of it, all at once. */
    @EventListener(ContextClosedEvent.class)
    void announceEnd() {
        RouteEnd.announce(camel, made.values().stream().map(Made::routeId));
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
