package dev.caravan.sync.claim;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Wakes a store when its next row is due, if that is before the next run of the sweeper. */
@Component
class NextDueTimer implements DisposableBean {

    private final Sql sql;
    private final StoreRoutes routes;
    private final Clock clock;
    private final Duration longest;
    private final Set<Long> set = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "store-alarm");
        thread.setDaemon(true);
        return thread;
    });

    NextDueTimer(Sql sql, StoreRoutes routes, Clock clock, SyncSettings settings) {
        this.sql = sql;
        this.routes = routes;
        this.clock = clock;
        this.longest = settings.sweepEvery();
    }

    /** Called at the end of a batch. A store has one timer: a later one is set when the first has fired. */
    public void set(long connectionId) {
        Instant now = clock.instant();
        sql.statement("sync/find-next-due")
                .param("connectionId", connectionId)
                .param("now", Timestamp.from(now))
                .query(Timestamp.class)
                .optional()
                .map(due -> Duration.between(now, due.toInstant()))
                .filter(wait -> wait.compareTo(longest) < 0 && set.add(connectionId))
                .ifPresent(
                        wait -> timer.schedule(() -> ring(connectionId), wait.toMillis() + 1, TimeUnit.MILLISECONDS));
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
