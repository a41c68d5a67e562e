package dev.caravan.sync.claim;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends calls that are still under way when Caravan stops. A thread that waits for an answer cannot be interrupted,
 * but its connection can be closed; then its rows are given back in the usual way. Camel alone would wait for a SEDA
 * consumer without end.
 */
@Component
class ShutdownCallCloser {

    private static final Logger log = LoggerFactory.getLogger(ShutdownCallCloser.class);
    /** The rest of the 20 s of a stop is for giving rows back. */
    private static final Duration GRACE = Duration.ofSeconds(12);

    /** Listens to this event because the Camel context is no longer available later. */
    @EventListener
    void stop(ContextClosedEvent event) {
        if (event.getApplicationContext().getParent() != null) {
            return; // the management port's context, which closes as a part of this
        }
        CamelContext camel = event.getApplicationContext().getBean(CamelContext.class);
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> closeConnections(camel));
    }

    private static void closeConnections(CamelContext camel) {
        if (camel.isStopped()) {
            return;
        }
        log.info("Stopping: calls that are still under way after {} s are cut off", GRACE.toSeconds());
        camel.getEndpoints().stream()
                .filter(HttpEndpoint.class::isInstance)
                .map(HttpEndpoint.class::cast)
                .forEach(endpoint -> endpoint.getClientConnectionManager().close(CloseMode.IMMEDIATE));
    }
}
