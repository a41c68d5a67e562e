package dev.caravan.sync.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.store.Store;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Keeps the calls to a store below its {@code requestsPerMinute}; only the store's own route waits. */
@Component
class StorePace {

    private record Key(long connectionId, int requestsPerMinute) {}

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /** Returns when one more call is allowed. */
    void await(Store store) {
        Integer limit = store.requestsPerMinute();
        if (limit == null) {
            return;
        }
        Bucket bucket = buckets.get(new Key(store.id(), limit), StorePace::bucket);
        try {
            bucket.asBlocking().consume(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the pace of connection " + store.id(), e);
        }
    }

    /**
     * Waits until the next call is allowed, but not longer than {@code patience}.
     *
     * @return whether a call is allowed now; false: renew the claims meanwhile, and call this again
     */
    boolean await(Store store, Duration patience) {
        Integer limit = store.requestsPerMinute();
        if (limit != null) {
            Bucket bucket = buckets.get(new Key(store.id(), limit), StorePace::bucket);
            if (bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill() > patience.toNanos()) {
                LockSupport.parkNanos(patience.toNanos());
                return false;
            }
        }
        await(store);
        return true;
    }

    /** Spreads the calls evenly over a minute, because a store's own limiter counts shorter spans. */
    private static Bucket bucket(Key key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, key.requestsPerMinute / 60))
                        .refillGreedy(key.requestsPerMinute, Duration.ofMinutes(1)))
                .withNanosecondPrecision() // by the monotonic clock, because the machine's clock may be set back
                .build();
    }
}
