package dev.caravan.sync.call;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.claim.ActiveClaims;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Signs each try of a call again: Camel repeats a call with the same message, but a signed call needs a new nonce for
 * each try. Each try may take as long as the first, so it counts as progress of the delivery.
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
        if (exchange.getVariable(StoreCalls.PURPOSE) instanceof Delivery delivery && !delivery.isEmpty()) {
            active.add(delivery.store().id(), delivery.token());
        }
    }
}
