package dev.caravan.sync.claim;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes routes without blocking the others, and removes what Camel keeps of them. */
final class RouteEnd {

    private static final Logger log = LoggerFactory.getLogger(RouteEnd.class);

    /**
     * Consumers notice it at the end of their wait for a wake-up; one that an operator has suspended may not notice it.
     */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(11);

    private RouteEnd() {}

    /** Removes a route that is in no call. Returns when it is removed, after about 12 s at most. */
    static void remove(CamelContext camel, String routeId) {
        try {
            Route route = camel.getRoute(routeId);
            announce(route, routeId);
            camel.getRouteController().stopRoute(routeId, 1, TimeUnit.SECONDS);
            camel.removeRoute(routeId);
            removePolicies(camel, route);
        } catch (Exception e) {
            log.error("The route {} could not be removed", routeId, e);
        }
    }

    /**
     * Signals the consumers of many routes at once to end, without waiting. A consumer notices this at the end of its
     * wait for a wake-up. Camel stops one route after the other, and would otherwise wait that long for each of them.
     */
    static void announce(CamelContext camel, Stream<String> routeIds) {
        List<ShutdownAware> consumers = routeIds.map(camel::getRoute)
                .filter(Objects::nonNull)
                .map(Route::getConsumer)
                .filter(ShutdownAware.class::isInstance)
                .map(ShutdownAware.class::cast)
                .toList();
        Thread announcer = new Thread(
                () -> {
                    Thread.currentThread().interrupt(); // prepareShutdown would wait for the consumer's threads
                    consumers.forEach(consumer -> consumer.prepareShutdown(false, false));
                },
                "end-of-routes");
        announcer.start();
    }

    /** Camel creates a policy for each route, for the metrics, and keeps it among its services. */
    private static void removePolicies(CamelContext camel, @Nullable Route gone) throws Exception {
        if (gone != null) {
            for (RoutePolicy policy : gone.getRoutePolicyList()) {
                if (camel.getRoutes().stream()
                        .noneMatch(route -> route.getRoutePolicyList().contains(policy))) {
                    ServiceHelper.stopAndShutdownService(policy);
                    camel.removeService(policy);
                }
            }
        }
    }

    /**
     * Signals the consumers of a route to end, and waits until they have ended. Camel waits for that as well when it
     * stops a route, but locks all of its routes meanwhile: no store could get a route.
     */
    private static void announce(@Nullable Route route, String routeId) throws InterruptedException {
        if (route != null && route.getConsumer() instanceof ShutdownAware consumer) {
            Thread listener = new Thread(() -> consumer.prepareShutdown(false, false), "end-of-" + routeId);
            listener.setDaemon(true); // Camel then stops a consumer that has not noticed
            listener.start();
            listener.join(HEARD_WITHIN.toMillis());
        }
    }
}
