package dev.caravan.store.connection;

import dev.caravan.store.CredentialsException;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AccessRules;
import dev.caravan.store.doctor.StoreProbe;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.StoreEndpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tries the Authorization header again, once a day, in stores whose key is sent in the query string because their web
 * server removed the header. The call changes nothing [connection-test-write].
 */
@Component
public class HeaderProbes {

    private static final Logger log = LoggerFactory.getLogger(HeaderProbes.class);

    private static final Duration EVERY = Duration.ofDays(1);
    /** Each takes 15 s at most; the others are tried in the next run. */
    private static final int MOST_AT_ONCE = 100;

    private final ConnectionTable connections;
    private final StoresApi stores;
    private final StoreProbe probe;
    private final AccessRules rules;
    private final FoundAccess access;
    private final Clock clock;

    HeaderProbes(
            ConnectionTable connections,
            StoresApi stores,
            StoreProbe probe,
            AccessRules rules,
            FoundAccess access,
            Clock clock) {
        this.connections = connections;
        this.stores = stores;
        this.probe = probe;
        this.rules = rules;
        this.access = access;
        this.clock = clock;
    }

    /** Called by a timer. */
    public void tryDue() {
        for (int tried = 0; tried < MOST_AT_ONCE; tried++) {
            Instant now = clock.instant();
            Optional<Long> id = connections.takeHeaderTry(now, now.minus(EVERY));
            if (id.isEmpty()) {
                return;
            }
            stores.find(id.get()).ifPresent(this::tryHeader);
        }
    }

    private void tryHeader(Store store) {
        if (!rules.ways(store.storeUrl()).contains(Authentication.BASIC)) {
            return;
        }
        try {
            StoreProbe.Result result = probe.post(
                    store.storeUrl(),
                    StoreEndpoints.PRODUCTS_BATCH,
                    stores.credentials(store.id()).key(Authentication.BASIC, clock),
                    "{}");
            if (result.fault() == null) {
                access.note(store, Authentication.BASIC);
            }
        } catch (CredentialsException e) {
            log.debug("The header cannot be tried for connection {}", store.id(), e);
        }
    }
}
