package dev.caravan.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the number of requests bounded. When the database or the disk cannot keep up, requests pile up behind it; beyond
 * {@link #MOST} of them the next one is answered 503 at once, before its password is looked at, instead of waiting in a queue
 * that grows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LoadShedding extends OncePerRequestFilter {

    /** Twice as many as are served at once: one half is served while the other waits. */
    static final int MOST = 2 * SecurityConfiguration.REQUESTS_AT_ONCE;

    private static final Logger log = LoggerFactory.getLogger(LoadShedding.class);

    private final Semaphore places;
    private final Problems problems;
    private final Counter refused;
    private final AtomicBoolean full = new AtomicBoolean();

    LoadShedding(Problems problems, MeterRegistry meters) {
        this.places = new Semaphore(MOST);
        this.problems = problems;
        this.refused = Counter.builder("caravan.requests.refused")
                .description("Requests that were answered 503 because too many were under way")
                .register(meters);
    }

    /** Health and metrics are asked for above all when there is trouble; of downloads see {@link Downloads}. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator") || Downloads.isOne(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            refuse(response);
            return;
        }
        Place place = new Place();
        try {
            chain.doFilter(request, response);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(place);
            }
        } finally {
            if (!request.isAsyncStarted()) {
                place.leave();
            }
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        refused.increment();
        if (full.compareAndSet(false, true)) {
            log.warn("More than {} requests are under way; further ones are answered 503 until some have ended", MOST);
        }
        problems.write(response, ApiException.unavailable("Too many requests are under way; try again in a moment"));
    }

    /** What a request takes up until its answer is complete, on whichever thread that happens. */
    private final class Place implements AsyncListener {

        private final AtomicBoolean left = new AtomicBoolean();

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
                if (places.availablePermits() > MOST / 2) {
                    full.set(false);
                }
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // its completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // its completion follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // a new start forgets the listeners of the one before
        }
    }
}
