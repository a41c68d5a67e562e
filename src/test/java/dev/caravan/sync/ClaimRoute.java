package dev.caravan.sync;

import dev.caravan.sync.batch.Delivery;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Claims as the program does: by its route. */
final class ClaimRoute {

    private final ProducerTemplate template;

    ClaimRoute(ProducerTemplate template) {
        this.template = template;
    }

    /** As one of the store's routes does, which no other has replaced. */
    Delivery claim(long connectionId) {
        return claim(connectionId, Map.of());
    }

    /** @param headers of the message that comes to the route */
    Delivery claim(long connectionId, Map<String, Object> headers) {
        Exchange claimed = template.request("direct:claim-due-rows", exchange -> {
            exchange.setVariable("connectionId", connectionId);
            exchange.getMessage().setHeaders(headers);
        });
        if (claimed.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        return claimed.getMessage().getBody(Delivery.class);
    }
}
