package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The networks from which each user has signed in before: guessers elsewhere cannot keep the user out there. All
 * nodes share them.
 */
@Component
class KnownNetworks {

    private static final Logger log = LoggerFactory.getLogger(KnownNetworks.class);

    private static final int MOST_PER_USER = 50;
    private static final int LOOK_UPS_AT_ONCE = 2;

    private record Pair(String username, String network) {}

    private final Sql sql;
    private final Clock clock;
    private final Semaphore lookUps = new Semaphore(LOOK_UPS_AT_ONCE);
    private final Cache<Pair, Instant> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(12))
            .build();
    private final Cache<Pair, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    KnownNetworks(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Whether it is known without reading the database. */
    boolean remembers(String username, Network network) {
        return known.getIfPresent(new Pair(username, network.name())) != null;
    }

    /**
     * Whether the user has signed in from there. Few callers read at a time, because strangers may cause thousands of
     * such queries.
     */
    boolean has(String username, Network network) {
        Pair pair = new Pair(username, network.name());
        if (known.getIfPresent(pair) != null) {
            return true;
        }
        if (username.indexOf('\0') >= 0) {
            return false; // no user has such a name, and the database takes none
        }
        if (unknown.getIfPresent(pair) != null || !lookUps.tryAcquire()) {
            return false;
        }
        try {
            boolean found = sql.statement("platform/find-sign-in-network")
                            .param("username", username)
                            .param("network", network.name())
                            .query(Long.class)
                            .single()
                    > 0;
            if (found) {
                known.put(pair, clock.instant());
            } else {
                unknown.put(pair, Boolean.TRUE);
            }
            return found;
        } finally {
            lookUps.release();
        }
    }

    /**
     * The user has signed in from there. Written twice a day at most; if the database is unavailable, the sign-in
     * succeeds all the same.
     */
    void add(String username, Network network) {
        Pair pair = new Pair(username, network.name());
        if (known.asMap().putIfAbsent(pair, clock.instant()) != null) {
            return;
        }
        unknown.invalidate(pair);
        try {
            sql.statement("platform/note-sign-in-network")
                    .param("username", username)
                    .param("network", network.name())
                    .param("most", MOST_PER_USER)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DataAccessException e) {
            known.invalidate(pair);
            log.warn(
                    "The network from which {} signs in could not be saved: {}", Names.clean(username), e.getMessage());
        }
    }
}
