package dev.caravan.sync.settle;

import dev.caravan.sync.batch.CallPurpose;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.call.StoreCalls;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What a delivery was doing when it failed; only the rows that took part in it can be at fault. */
enum FailedStep {
    NOTHING,
    RESOLVING,
    ASKING,
    SENDING;

    /** @param called the batch or probe for which a call is under way; null if none is @param body of the message */
    static FailedStep of(Exchange exchange, @Nullable CallPurpose called, @Nullable Object body) {
        if (called == null) {
            return body instanceof Delivery delivery && delivery.answer().isThere() ? SENDING : NOTHING;
        }
        if (called instanceof Delivery delivery && delivery.hasTermQuestion()) {
            return RESOLVING;
        }
        return Boolean.TRUE.equals(exchange.getVariable(StoreCalls.READ_ONLY)) ? ASKING : SENDING;
    }

    boolean concerns(Plan plan) {
        return switch (this) {
            case NOTHING -> false;
            case RESOLVING -> plan.mustResolve();
            case ASKING -> plan.mustAsk();
            case SENDING -> plan.mustSend();
        };
    }
}
