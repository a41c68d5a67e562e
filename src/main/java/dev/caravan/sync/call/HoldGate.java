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
 * Decides at the door of a round whether a store may be called. A hold does not simply run out: when its time has come the
 * store is asked whether it is well, with a request that changes nothing, and only its yes ends the hold.
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

    /** @param store the store to ask; absent if it need not or must not be asked */
    public record Decision(Optional<Store> store) {

        static final Decision NOTHING_TO_ASK = new Decision(Optional.empty());

        /** The hold's time has come; read by the route. */
        public boolean mustAskWhetherWell() {
            return store.isPresent();
        }
    }

    /** What the round starts with. */
    public Decision admit(long connectionId) {
        return new Decision(stores.find(connectionId).filter(store -> isOver(store.hold())));
    }

    /** The store answered as a well one does. */
    void wellAgain(Store store) {
        health.release(store.id());
        log.info("{} (connection {}) is well again; deliveries go on", store.storeName(), store.id());
    }

    private boolean isOver(@Nullable Hold hold) {
        Instant until = hold == null ? null : hold.until();
        return until != null && !until.isAfter(clock.instant());
    }
}
