package dev.caravan.sync.call;

import dev.caravan.store.Hold;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides before a claim whether a store may be called. A hold does not simply expire: when it is due to end, the store
 * is probed with a request that changes nothing, and only success ends the hold.
 */
@Component
public class HoldGate {

    private static final Logger log = LoggerFactory.getLogger(HoldGate.class);

    private final StoresApi stores;
    private final StoreHealthApi health;
    private final Clock clock;

    HoldGate(StoresApi stores, StoreHealthApi health, Clock clock) {
        this.stores = stores;
        this.health = health;
        this.clock = clock;
    }

    /** @param store the store to probe; absent if it need not or must not be probed */
    public record Decision(Optional<Store> store) {

        static final Decision NOTHING_TO_PROBE = new Decision(Optional.empty());

        /** Whether the hold is due to end; read by the route. */
        public boolean mustProbe() {
            return store.isPresent();
        }
    }

    /** The first decision of a delivery. */
    public Decision admit(long connectionId) {
        return new Decision(stores.find(connectionId).filter(store -> isOver(store.hold())));
    }

    /** The store answered as a healthy one does. */
    void healthyAgain(Store store) {
        health.release(store.id());
        log.info("{} (connection {}) is healthy again; deliveries resume", store.storeName(), store.id());
    }

    private boolean isOver(@Nullable Hold hold) {
        Instant until = hold == null ? null : hold.until();
        return until != null && !until.isAfter(clock.instant());
    }
}
