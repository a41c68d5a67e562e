package dev.caravan.platform.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts the requests that are answered 503 because too many are under way, and logs the count at intervals. */
@Component
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final long LINE_EVERY = Duration.ofSeconds(30).toNanos();

    private final Counter refused;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    Refusals(MeterRegistry meters) {
        this.refused = Counter.builder("caravan.requests.refused")
                .description("Requests that were answered 503 because too many were under way")
                .register(meters);
    }

    void count() {
        refused.increment();
        long due = nextLine.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + LINE_EVERY)) {
            log.warn("Too many requests are under way; further ones are answered 503 until some have ended");
        }
    }
}
