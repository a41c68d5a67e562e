package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoresApi;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final long STOP_SECONDS = 2;

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final CaravanSettings.Sync settings;
    /** What each route was made for: its endpoint and concurrency. */
    private final Map<Long, String> made = new ConcurrentHashMap<>();

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

    /**
     * No lock here: the route's own thread comes this way, and a route that ends waits for that thread.
     *
     * @return whether there is a route: false if the connection is gone, or its old route still has to end
     */
    private boolean ensure(long connectionId) throws Exception {
        Store store = stores.find(connectionId).orElse(null);
        if (store == null) {
            remove(connectionId);
            return false;
        }
        String wanted = storeCall(store) + " x " + store.concurrency();
        String has = made.get(connectionId);
        if (has != null && !has.equals(wanted)) {
            remove(connectionId); // made anew when the old one has ended
        }
        if (active.isLeaving(connectionId)) {
            return false;
        }
        return has != null || make(store, wanted);
    }

    private synchronized boolean make(Store store, String wanted) throws Exception {
        if (active.isLeaving(store.id())) {
            return false;
        }
        if (!made.containsKey(store.id())) {
            TemplatedRouteBuilder.builder(camel, "store-delivery")
                    .routeId(routeId(store.id()))
                    .parameter("connectionId", store.id())
                    .parameter("storeCall", storeCall(store))
                    .parameter("concurrency", store.concurrency())
                    .add();
            made.put(store.id(), wanted);
            if (stores.find(store.id()).isEmpty()) { // deleted meanwhile, and its removal found no route
                remove(store.id());
            }
        }
        return true;
    }

    /** Only begins it: a call that is under way may take its time, and nobody else should wait for that. */
    private void remove(long connectionId) {
        active.leave(connectionId);
        if (made.remove(connectionId) == null) {
            active.left(connectionId);
            return;
        }
        camel.getExecutorServiceManager()
                .newThread("remove-" + routeId(connectionId), () -> end(connectionId))
                .start();
    }

    private void end(long connectionId) {
        String routeId = routeId(connectionId);
        try {
            awaitLastRound(routeId);
            // nothing is under way; what may still wait is a wake-up, and that is not worth waiting for
            camel.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
            camel.removeRoute(routeId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("Route {} could not be removed", routeId, e);
        } finally {
            active.left(connectionId);
        }
        try {
            wake(connectionId); // a store that moved goes on at its new address
        } catch (Exception e) {
            log.warn("Route {} could not be made anew", routeId, e);
        }
    }

    /** Camel makes and stops one route at a time: whoever stops one with a call under way holds up all others. */
    private void awaitLastRound(String routeId) throws InterruptedException {
        long deadline = System.nanoTime() + settings.lease().toNanos();
        while (camel.getInflightRepository().size(routeId) > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN.toMillis());
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
