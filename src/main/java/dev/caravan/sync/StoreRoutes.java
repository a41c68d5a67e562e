package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One route per store, {@code store-<id>}: made on first work, made anew when the store moves, removed with it. */
@Component
public class StoreRoutes implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StoreRoutes.class);
    private static final long LOOK_AGAIN_MS = 50;

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final CaravanSettings.Sync settings;
    /** What each route was made for: its endpoint and concurrency. */
    private final Map<Long, String> made = new ConcurrentHashMap<>();
    /** Stores whose old route is going; a new one is made when it has gone. */
    private final Set<Long> retiring = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-routes"));

    StoreRoutes(
            @Lazy CamelContext camel,
            @Lazy ProducerTemplate producer,
            StoresApi stores,
            ActiveClaims active,
            CaravanSettings settings) {
        this.camel = camel;
        this.producer = producer;
        this.stores = stores;
        this.active = active;
        this.settings = settings.sync();
    }

    /** The id of a store's route, as operators see it. */
    static String routeId(long connectionId) {
        return "store-" + connectionId;
    }

    /**
     * Wakes a store; a wake-up already waits if its queue is full. An operator's stopped route stays stopped. A wake-up may
     * be lost without harm: the sweeper comes by.
     */
    public void wake(long connectionId) {
        try {
            if (!active.stopping() && ensure(connectionId)) {
                producer.sendBody("seda:" + routeId(connectionId) + "?size=1&discardWhenFull=true", null);
            }
        } catch (Exception e) {
            log.warn("Connection {} could not be woken; the sweeper will do it", connectionId, e);
        }
    }

    @EventListener
    void follow(StoreChanged change) {
        switch (change.kind()) {
            case DELETED -> retire(change.connectionId());
            case CREATED, PAUSED -> log.debug("Connection {}: {}", change.connectionId(), change.kind());
            default -> wake(change.connectionId());
        }
    }

    /** @return whether there is a route: false if the connection is gone, or its old route is still going */
    private synchronized boolean ensure(long connectionId) throws Exception {
        Store store = stores.find(connectionId).orElse(null);
        if (store == null) {
            retire(connectionId);
            return false;
        }
        if (retiring.contains(connectionId)) {
            return false;
        }
        String wanted = storeCall(store) + " x " + store.concurrency();
        if (wanted.equals(made.get(connectionId))) {
            return true;
        }
        if (made.containsKey(connectionId)) {
            retire(connectionId);
            return false;
        }
        TemplatedRouteBuilder.builder(camel, "store-delivery")
                .routeId(routeId(connectionId))
                .parameter("connectionId", connectionId)
                .parameter("storeCall", storeCall(store))
                .parameter("concurrency", store.concurrency())
                .add();
        made.put(connectionId, wanted);
        return true;
    }

    /**
     * Takes a route away once its call has ended. Camel waits for that as well, but locks all of its routes meanwhile: no
     * other store could be woken, and a route that is in a call could not do it itself.
     */
    private synchronized void retire(long connectionId) {
        if (made.remove(connectionId) != null) {
            retiring.add(connectionId);
            active.close(connectionId);
            removeWhenIdle(
                    connectionId,
                    System.nanoTime()
                            + settings.longestCall().plus(settings.lease()).toNanos());
        }
    }

    private void removeWhenIdle(long connectionId, long deadline) {
        background.schedule(
                () -> {
                    boolean busy = camel.getInflightRepository().size(routeId(connectionId)) > 0;
                    if (busy && System.nanoTime() < deadline) {
                        removeWhenIdle(connectionId, deadline);
                    } else {
                        remove(connectionId);
                    }
                },
                LOOK_AGAIN_MS,
                TimeUnit.MILLISECONDS);
    }

    private void remove(long connectionId) {
        try {
            camel.getRouteController().stopRoute(routeId(connectionId), 1, TimeUnit.SECONDS);
            camel.removeRoute(routeId(connectionId));
        } catch (Exception e) {
            log.error("The route {} could not be removed", routeId(connectionId), e);
        }
        retiring.remove(connectionId);
        active.open(connectionId);
        wake(connectionId);
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }

    /** Every limit is set: camel-http's own are three minutes and twenty connections. */
    private String storeCall(Store store) throws Exception {
        Map<String, Object> options = new TreeMap<>();
        options.put("throwExceptionOnFailure", false);
        options.put("copyHeaders", false);
        options.put("followRedirects", false);
        options.put("connectTimeout", settings.connectTimeout().toMillis());
        options.put("connectionRequestTimeout", settings.connectTimeout().toMillis());
        options.put("responseTimeout", settings.requestTimeout().toMillis());
        options.put("soTimeout", settings.requestTimeout().toMillis());
        options.put("connectionsPerRoute", store.concurrency());
        options.put("maxTotalConnections", store.concurrency());
        return "http:" + store.storeUrl() + "?" + URISupport.createQueryString(options);
    }
}
