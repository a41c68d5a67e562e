package dev.caravan.sync.claim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends wake-ups to the queues of the stores' routes. Each queue has a sender of its own, which exists as long as its
 * route. One sender for all would keep a thousand queues of removed stores.
 */
final class WakeUps {

    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    private final CamelContext camel;
    private final Map<String, ProducerTemplate> senders = new ConcurrentHashMap<>();

    WakeUps(CamelContext camel) {
        this.camel = camel;
    }

    /** A route was created. */
    void open(String routeId) {
        ProducerTemplate sender = camel.createProducerTemplate(1);
        sender.setDefaultEndpointUri("seda:" + routeId + "?size=1&discardWhenFull=true");
        senders.put(routeId, sender);
    }

    /** Sends a wake-up. It is dropped if one waits already, or if the route was removed. */
    void send(String routeId) {
        ProducerTemplate sender = senders.get(routeId);
        if (sender != null) {
            sender.sendBody(null);
        }
    }

    /**
     * The route was removed, so its queue and its sender are removed as well. Camel by itself keeps the queue of a
     * removed address.
     */
    void close(String routeId) {
        try {
            ServiceHelper.stopAndShutdownService(senders.remove(routeId));
            ServiceHelper.stopAndShutdownServices(camel.removeEndpoints("seda://" + routeId + "?*"));
        } catch (Exception e) {
            log.warn("The queue of the route {} could not be removed", routeId, e);
        }
    }
}
