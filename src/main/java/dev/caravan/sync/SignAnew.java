package dev.caravan.sync;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Camel repeats a call with the message as it was; a signed one needs a nonce of its own for each try. */
@Component
class SignAnew implements Processor {

    private final StoreCalls calls;

    SignAnew(StoreCalls calls) {
        this.calls = calls;
    }

    @Override
    public void process(Exchange exchange) {
        calls.signAnew(exchange);
    }
}
