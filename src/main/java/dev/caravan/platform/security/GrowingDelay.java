package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts failed attempts by a key: some are free, then each makes the next one wait, twice as long each time. An
 * attempt counts as failed from its start, so that many simultaneous ones do not pass together; if it succeeds, the
 * count is undone.
 */
final class GrowingDelay {

    private static final double DOUBLING = 2;
    private static final int MOST_DOUBLINGS = 30;

    private record Wrong(int attempts, long nextNanos) {}

    private final int free;
    private final IntervalFunction waits;
    private final Ticker ticker;
    private final Cache<String, Wrong> wrong;

    /**
     * @param free attempts without a wait
     * @param longest of the waits; a key is forgotten when it was not used for an hour, or for twice as long as this
     * @param mostKeys beyond this number the least used keys are forgotten
     */
    GrowingDelay(int free, Duration first, Duration longest, int mostKeys, Ticker ticker) {
        Duration kept = longest.multipliedBy(2);
        this.free = free;
        this.waits = IntervalFunction.ofExponentialBackoff(first, DOUBLING, longest);
        this.ticker = ticker;
        this.wrong = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterWrite(kept.compareTo(Duration.ofHours(1)) > 0 ? kept : Duration.ofHours(1))
                .ticker(ticker)
                .build();
    }

    /** Begins an attempt. @return zero if it may continue, otherwise how long to wait, and nothing has begun */
    Duration begin(String key) {
        long now = ticker.read();
        AtomicLong wait = new AtomicLong();
        wrong.asMap().compute(key, (k, before) -> {
            wait.set(before == null ? 0 : Math.max(0, before.nextNanos - now));
            return before != null && wait.get() > 0 ? before : after(before == null ? 1 : before.attempts + 1, now);
        });
        return Duration.ofNanos(wait.get());
    }

    /** An attempt has succeeded, or could not be carried out. */
    void takeBack(String key) {
        long now = ticker.read();
        wrong.asMap()
                .computeIfPresent(key, (k, before) -> before.attempts <= 1 ? null : after(before.attempts - 1, now));
    }

    /** How many attempts are counted. */
    int attempts(String key) {
        Wrong known = wrong.getIfPresent(key);
        return known == null ? 0 : known.attempts;
    }

    /** Resets the count of a key. */
    void forget(String key) {
        wrong.invalidate(key);
    }

    private Wrong after(int attempts, long now) {
        int waiting = Math.min(attempts - free, MOST_DOUBLINGS);
        return new Wrong(
                attempts,
                waiting < 1
                        ? now
                        : now + Duration.ofMillis(waits.apply(waiting)).toNanos());
    }
}
