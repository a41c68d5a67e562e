package dev.caravan.sync.claim;

import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Wakes a store when its next row is due, if that is before the next run of the sweeper. */
@Component
class NextDueTimer implements DisposableBean {

    private final StoreRoutes routes;
    private final Clock clock;
    private final Duration longest;
    private final Set<Long> set = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "store-alarm");
        thread.setDaemon(true);
        return thread;
    });

    NextDueTimer(StoreRoutes routes, Clock clock, SyncSettings settings) {
        this.routes = routes;
        this.clock = clock;
        this.longest = settings.sweepEvery();
    }

    /**
     * Called at the end of a delivery. A store has one timer: a later one is set when the first has fired.
     *
     * @param due when the next row of the store is; null if none waits
     */
    public void set(long connectionId, @Nullable Timestamp due) {
        if (due == null) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), due.toInstant());
        if (wait.compareTo(longest) < 0 && set.add(connectionId)) {
            timer.schedule(() -> ring(connectionId), Math.max(0, wait.toMillis()) + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void ring(long connectionId) {
        set.remove(connectionId);
        routes.wake(connectionId);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
