package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The claims of this process. Once it is told to stop no further claim is made; calls that are under way may finish (Camel
 * waits for them), and what is left after that is given back instead of waiting for the end of its lease.
 */
@Component
class ActiveClaims implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ActiveClaims.class);

    private final Sql sql;
    private final Clock clock;
    private final CaravanSettings settings;
    private final Set<UUID> tokens = ConcurrentHashMap.newKeySet();
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    ActiveClaims(Sql sql, Clock clock, CaravanSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }

    /** The store's route is about to end: it takes no further claim, and gets no new route before that. */
    void leave(long connectionId) {
        leaving.add(connectionId);
    }

    void left(long connectionId) {
        leaving.remove(connectionId);
    }

    boolean isLeaving(long connectionId) {
        return leaving.contains(connectionId);
    }

    void add(UUID token) {
        tokens.add(token);
    }

    void remove(UUID token) {
        tokens.remove(token);
    }

    /** Runs after Camel has stopped. What was sent may still run in the store: the rows wait for its time limit. */
    @Override
    public void destroy() {
        if (tokens.isEmpty()) {
            return;
        }
        int rows = sql.statement("sync/give-back-rows")
                .param("tokens", tokens.stream().map(UUID::toString).toArray(String[]::new))
                .param(
                        "dueAt",
                        Timestamp.from(clock.instant().plus(settings.sync().storeTimeLimit())))
                .update();
        log.info("Gave back the claims on {} product(s) whose calls had not ended", rows);
    }
}
