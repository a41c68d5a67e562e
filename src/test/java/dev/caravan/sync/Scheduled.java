package dev.caravan.sync;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;

/** Runs a route that starts from a greedy scheduler as the scheduler does: once more as long as the route says so. */
final class Scheduled {

    private static final List<String> PRUNING = List.of(
            "prune-history",
            "prune-dead-letters",
            "prune-exports",
            "prune-jobs",
            "prune-open-creates",
            "prune-removals",
            "prune-figures",
            "prune-account-figures");

    private Scheduled() {}

    /** All that is older than it is kept. */
    static void prune(CamelContext camel) {
        PRUNING.forEach(route -> run(camel, route));
    }

    static void run(CamelContext camel, String routeId) {
        Route route = camel.getRoute(routeId);
        boolean again = true;
        while (again) {
            Exchange exchange = route.getEndpoint().createExchange();
            try {
                route.getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            Exception failure = exchange.getException() == null
                    ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                    : exchange.getException();
            if (failure != null) {
                throw new AssertionError(routeId, failure);
            }
            again = exchange.getProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false, boolean.class);
        }
    }
}
