package dev.caravan.sync.batch;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits between attempts: exponential with jitter, from the first to the longest of the settings. */
@Component
public class Backoff {

    private static final double DOUBLING = 2;
    private static final double JITTER = 0.2;
    /** Beyond this the longest wait is reached with any sensible setting. */
    private static final int MANY = 30;

    private final IntervalFunction intervals;

    public Backoff(SyncSettings settings) {
        intervals = IntervalFunction.ofExponentialRandomBackoff(
                settings.backoffFirst(), DOUBLING, JITTER, settings.backoffLongest());
    }

    /** @param failures in a row so far, this one included: 1 or more */
    public Duration after(int failures) {
        return Duration.ofMillis(intervals.apply(Math.min(Math.max(failures, 1), MANY)));
    }
}
