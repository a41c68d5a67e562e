package dev.caravan.sync;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownAware;

/** Tells the consumers of a route that it ends. */
final class RouteEnd {

    /** They hear of it when they have waited for a wake-up once; one that an operator has suspended may not hear of it. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(11);

    private RouteEnd() {}

    /**
     * Returns when they have ended, or after eleven seconds. Camel waits for that as well as it stops a route, but has all of its
     * routes locked meanwhile: no store could be given a route.
     */
    static void announce(CamelContext camel, String routeId) throws InterruptedException {
        Route route = camel.getRoute(routeId);
        if (route != null && route.getConsumer() instanceof ShutdownAware consumer) {
            Thread listener = new Thread(() -> consumer.prepareShutdown(false, false), "end-of-" + routeId);
            listener.setDaemon(true); // one that is not heard is stopped by Camel then
            listener.start();
            listener.join(HEARD_WITHIN.toMillis());
        }
    }
}
