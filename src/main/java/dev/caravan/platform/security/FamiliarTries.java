package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The tries of a user at a network from which the user has signed in before. A password that was found right a moment
 * ago passes without a hash, and few wrong ones are compared with it. A connection on which the user has signed in
 * stays usable however many others guess, until it sends a wrong password itself.
 */
final class FamiliarTries {

    private static final int COMPARISONS = 10;
    private static final int SLIPS = 4;
    private static final int MORE_PER_HOUR = 4;
    private static final int MOST_KEYS = 10_000;
    private static final Duration CONNECTION_KEPT = Duration.ofMinutes(10);

    private final GrowingDelay delay;
    private final TimeMeter time;
    private final Cache<String, Bucket> comparisons =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
    private final Cache<String, Bucket> slips =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
    private final Cache<String, Boolean> connections;

    FamiliarTries(Duration first, Ticker ticker) {
        delay = new GrowingDelay(10, first, Duration.ofMinutes(5), MOST_KEYS, ticker);
        time = new Nanos(ticker);
        connections = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(CONNECTION_KEPT)
                .ticker(ticker)
                .build();
    }

    /**
     * Whether a try passes at once.
     *
     * @param pair user and network
     * @param connection where the try comes in; empty if that is not known
     * @param verified whether this very password was found right a moment ago
     */
    boolean pass(String pair, String connection, BooleanSupplier verified) {
        String link = link(pair, connection);
        boolean signedIn = connections.getIfPresent(link) != null && left(slips, pair, SLIPS) > 0;
        if (!signedIn && left(comparisons, pair, COMPARISONS) == 0) {
            return false;
        }
        boolean right = verified.getAsBoolean();
        if (right && (signedIn || left(comparisons, pair, COMPARISONS) > 0)) {
            signedIn(pair, connection);
            return true;
        }
        if (!right && signedIn) {
            connections.invalidate(link);
            bucket(slips, pair, SLIPS).tryConsume(1);
        } else if (!right) {
            bucket(comparisons, pair, COMPARISONS).tryConsume(1);
        }
        return false;
    }

    /** Begins a try that needs a hash. @return zero if it may continue, otherwise how long to wait */
    Duration begin(String pair) {
        return delay.begin(pair);
    }

    /** The password was right, or could not be checked. */
    void takeBack(String pair) {
        delay.takeBack(pair);
    }

    int tries(String pair) {
        return delay.attempts(pair);
    }

    /** The user has signed in on a connection. */
    void signedIn(String pair, String connection) {
        if (!connection.isEmpty()) {
            connections.put(link(pair, connection), Boolean.TRUE);
        }
    }

    private long left(Cache<String, Bucket> buckets, String pair, int most) {
        return bucket(buckets, pair, most).getAvailableTokens();
    }

    private Bucket bucket(Cache<String, Bucket> buckets, String pair, int most) {
        return buckets.get(
                pair,
                key -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(most)
                                .refillGreedy(MORE_PER_HOUR, Duration.ofHours(1))
                                .build())
                        .withCustomTimePrecision(time)
                        .build());
    }

    private static String link(String pair, String connection) {
        return pair + " " + connection;
    }

    private record Nanos(Ticker ticker) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
