package dev.caravan.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.store.Store;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Keeps the calls to a store below its {@code requestsPerMinute}; only the store's own route waits. */
@Component
class StorePace {

    private record Key(long connectionId, int requestsPerMinute) {}

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /**
     * Waits until one more call is allowed, but not longer than {@code patience} if it is far from that.
     *
     * @return whether a call is allowed; false: ask again
     */
    boolean await(Store store, Duration patience) {
        Integer limit = store.requestsPerMinute();
        if (limit == null) {
            return true;
        }
        Bucket bucket = buckets.get(new Key(store.id(), limit), StorePace::bucket);
        long wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        try {
            Thread.sleep(Duration.ofNanos(Math.min(wait, patience.toNanos())).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the pace of connection " + store.id(), e);
        }
        return bucket.tryConsume(1);
    }

    /** Even steps instead of a minute's worth at once: a store's own limiter counts shorter spans. */
    private static Bucket bucket(Key key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, key.requestsPerMinute / 60))
                        .refillGreedy(key.requestsPerMinute, Duration.ofMinutes(1)))
                .build();
    }
}
