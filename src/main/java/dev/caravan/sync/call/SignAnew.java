package dev.caravan.sync.call;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.claim.ActiveClaims;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Camel repeats a call with the message as it was; a signed one needs a nonce of its own for each try. Each may take as long as
 * the first, so the delivery is seen to go on.
 */
@Component
class SignAnew implements Processor {

    private final StoreCalls calls;
    private final ActiveClaims active;

    SignAnew(StoreCalls calls, ActiveClaims active) {
        this.calls = calls;
        this.active = active;
    }

    @Override
    public void process(Exchange exchange) {
        calls.signAnew(exchange);
        if (exchange.getProperty(StoreCalls.ROUND) instanceof Delivery delivery && !delivery.isEmpty()) {
            active.add(delivery.store().id(), delivery.token());
        }
    }
}
