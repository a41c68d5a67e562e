package dev.caravan.sync.call;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.claim.Claims;
import org.springframework.stereotype.Component;

/** Waits until a store may be called, and keeps the claim meanwhile. */
@Component
public class CallTurn {

    private final StoreCalls calls;
    private final Claims claims;
    private final ActiveClaims active;

    CallTurn(StoreCalls calls, Claims claims, ActiveClaims active) {
        this.calls = calls;
        this.claims = claims;
        this.active = active;
    }

    /**
     * Waits for the store's pace, then makes sure that the claim outlasts the call. @return the delivery without rows
     * whose lease was lost
     */
    public Delivery keepForCall(Delivery delivery) {
        return claims.keep(await(delivery));
    }

    /** Waits for the store's pace. The claim is renewed as often as the wait needs it. */
    Delivery await(Delivery delivery) {
        Delivery held = delivery;
        if (delivery.store().requestsPerMinute() != null) {
            claims.beginCalls(delivery); // deliveries of a paced store spend their time here, which is not composing
        }
        while (!calls.awaitTurn(delivery.store())) {
            mustGoOn();
            held = claims.keep(held);
        }
        if (!held.isEmpty()) {
            active.add(held.store().id(), held.token()); // its heartbeat continues for as long as a call can take
        }
        return held;
    }

    /** @throws IllegalStateException if Caravan stops */
    void mustGoOn() {
        if (active.stopping()) {
            throw new IllegalStateException("Caravan stops while a store's pace is waited for");
        }
    }
}
