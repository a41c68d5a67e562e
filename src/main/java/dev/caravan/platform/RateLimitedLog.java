package dev.caravan.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One line in the log for trouble that comes by the thousand: at most one in ten seconds, which says how often it came. */
public final class RateLimitedLog {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - EVERY.toNanos());

    /** It came once more. @return how often since the last line, this time included, if there is to be one now; else 0 */
    public long due() {
        untold.incrementAndGet();
        long now = System.nanoTime();
        long last = lastTold.get();
        return now - last >= EVERY.toNanos() && lastTold.compareAndSet(last, now) ? untold.getAndSet(0) : 0;
    }
}
