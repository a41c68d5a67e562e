package dev.caravan.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the log lines about a frequent problem to one in ten seconds, which says how often it occurred. */
public final class RateLimitedLog {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - EVERY.toNanos());

    /**
     * The problem occurred once more. @return how often since the last line, this time included, if a line is to be
     * logged now; otherwise 0
     */
    public long due() {
        untold.incrementAndGet();
        long now = System.nanoTime();
        long last = lastTold.get();
        return now - last >= EVERY.toNanos() && lastTold.compareAndSet(last, now) ? untold.getAndSet(0) : 0;
    }
}
