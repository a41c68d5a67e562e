package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One route per store, {@code store-<id>}: made on first work, made anew when the store moves, removed with it. */
@Component
public class StoreRoutes {

    private static final Logger log = LoggerFactory.getLogger(StoreRoutes.class);

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final CaravanSettings.Sync settings;
    /** What each route was made for: its endpoint and concurrency. */
    private final Map<Long, String> made = new ConcurrentHashMap<>();
    /** Stores whose route is being stopped: none gets a new one before the old one is gone. */
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

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

    /** Wakes a store; a wake-up already waits if its queue is full. An operator's stopped route stays stopped. */
    public void wake(long connectionId) throws Exception {
        if (!active.stopping() && ensure(connectionId)) {
            producer.sendBody("seda:" + routeId(connectionId) + "?size=1&discardWhenFull=true", null);
        }
    }

    @EventListener
    void follow(StoreChanged change) throws Exception {
        switch (change.kind()) {
            case DELETED -> remove(change.connectionId());
            case CREATED, PAUSED -> log.debug("Connection {}: {}", change.connectionId(), change.kind());
            default -> wake(change.connectionId());
        }
    }

    /** @return whether there is a route: false if the connection is gone, or its old route still has to end */
    private synchronized boolean ensure(long connectionId) throws Exception {
        Store store = stores.find(connectionId).orElse(null);
        if (store == null) {
            remove(connectionId);
            return false;
        }
        String wanted = storeCall(store) + " x " + store.concurrency();
        if (wanted.equals(made.get(connectionId))) {
            return true;
        }
        remove(connectionId);
        if (leaving.contains(connectionId)) {
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

    /** Only asks for it: a call that is under way may take its time, and nobody else should wait for that. */
    private synchronized void remove(long connectionId) {
        if (made.remove(connectionId) != null) {
            leaving.add(connectionId);
            camel.getExecutorServiceManager()
                    .newThread("remove-" + routeId(connectionId), () -> leave(connectionId))
                    .start();
        }
    }

    private void leave(long connectionId) {
        try {
            camel.getRouteController().stopRoute(routeId(connectionId));
            camel.removeRoute(routeId(connectionId));
        } catch (Exception e) {
            log.warn("Route {} could not be removed", routeId(connectionId), e);
        } finally {
            leaving.remove(connectionId);
        }
        try {
            wake(connectionId); // a store that moved goes on at its new address
        } catch (Exception e) {
            log.warn("Route {} could not be made anew", routeId(connectionId), e);
        }
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
