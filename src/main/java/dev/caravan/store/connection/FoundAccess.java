package dev.caravan.store.connection;

import dev.caravan.store.Store;
import dev.caravan.woocommerce.Authentication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes how a store takes its key, and logs it when it changes: in the query string, the secret is in the shop's
 * access log.
 */
@Component
class FoundAccess {

    static final String BACK =
            "The store sees the Authorization header again: the key goes in it from now on, no longer in the query string";

    private static final Logger log = LoggerFactory.getLogger(FoundAccess.class);

    private final ConnectionTable connections;

    FoundAccess(ConnectionTable connections) {
        this.connections = connections;
    }

    /** @param found null: nothing works @return whether the key is sent in another way from now on */
    boolean note(Store store, @Nullable Authentication found) {
        if (found == null || !connections.noteAuthentication(store.id(), found)) {
            return false;
        }
        if (isBack(store, found)) {
            log.info("{} (connection {}): {}", store.storeName(), store.id(), BACK);
        } else if (found == Authentication.QUERY) {
            log.warn(
                    "{} (connection {}) does not see the Authorization header; the key goes in the query string, and so into the"
                            + " access log of the shop. The header is tried again each day",
                    store.storeName(),
                    store.id());
        }
        return true;
    }

    /** @param store as it was before */
    static boolean isBack(Store store, @Nullable Authentication found) {
        return found == Authentication.BASIC && store.access().found() == Authentication.QUERY;
    }
}
