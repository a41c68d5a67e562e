package dev.caravan.sync.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes that are being removed: each is removed when its call has ended, while another route serves its store already.
 */
final class LeavingRoutes {

    private static final Logger log = LoggerFactory.getLogger(LeavingRoutes.class);

    private final CamelContext camel;
    private final WakeUps wakeUps;
    private final Clock clock;
    /** How long the delivery of a route may take. */
    private final Duration longest;

    /**
     * Routes whose delivery makes no progress, and since when. A thread cannot be stopped, so they are removed when
     * the delivery ends.
     */
    private final Map<String, Instant> replaced = new ConcurrentHashMap<>();
    /** Routes that are removed after their call, while others serve their stores already. */
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    /** Several threads, because each waits for the end of a route. */
    private final ScheduledExecutorService background =
            Executors.newScheduledThreadPool(4, task -> new Thread(task, "store-routes"));

    LeavingRoutes(CamelContext camel, WakeUps wakeUps, Clock clock, Duration longest) {
        this.camel = camel;
        this.wakeUps = wakeUps;
        this.clock = clock;
        this.longest = longest;
    }

    /** Another route serves the store from now on. */
    void replace(String routeId, Runnable after) {
        leaving.add(routeId);
        removeWhenIdle(routeId, () -> {
            leaving.remove(routeId);
            after.run();
        });
    }

    /** The route makes no progress; another one replaces it. */
    void leaveBehind(String routeId) {
        replaced.put(routeId, clock.instant());
        log.error("The route {} is stuck and was replaced; only a restart ends its delivery", routeId);
        removeWhenItGoesOn(routeId);
    }

    private void removeWhenItGoesOn(String routeId) {
        later(1_000, () -> {
            if (isBusy(routeId)) {
                removeWhenItGoesOn(routeId);
            } else {
                remove(routeId);
                replaced.remove(routeId);
                log.info("The delivery of the route {} has come to an end after all", routeId);
            }
        });
    }

    boolean isBusy(String routeId) {
        return camel.getInflightRepository().size(routeId) > 0;
    }

    /** Whether it makes no further claim, because another route has replaced it. */
    boolean isReplaced(String routeId) {
        return replaced.containsKey(routeId) || leaving.contains(routeId);
    }

    /** The routes that make no progress, and when that was noticed. */
    Map<String, Instant> standingStill() {
        return Map.copyOf(replaced);
    }

    /**
     * Removes a route once it is idle. A route that is not idle after the longest time counts as stuck: stopping it
     * would wait for its thread without end.
     */
    void removeWhenIdle(String routeId, Runnable after) {
        removeWhenIdle(routeId, System.nanoTime() + longest.toNanos(), after);
    }

    private void removeWhenIdle(String routeId, long deadline, Runnable after) {
        later(50, () -> {
            if (!isBusy(routeId)) {
                remove(routeId);
            } else if (System.nanoTime() < deadline) {
                removeWhenIdle(routeId, deadline, after);
                return;
            } else {
                leaveBehind(routeId);
            }
            after.run();
        });
    }

    private void remove(String routeId) {
        RouteEnd.remove(camel, routeId);
        wakeUps.close(routeId);
    }

    void later(long millis, Runnable task) {
        background.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    void end() {
        background.shutdownNow();
    }
}
