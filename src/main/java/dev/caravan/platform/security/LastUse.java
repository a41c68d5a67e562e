package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** When a user or a key was last used, exact to a minute: written in the background, and at most once a minute each. */
@Component
class LastUse implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LastUse.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int MOST_WAITING = 1_000;

    private record Subject(String statement, long accountId, long id) {}

    private final Sql sql;
    private final Clock clock;
    private final Cache<Subject, Boolean> written = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(AT_MOST_EVERY)
            .build();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            run -> {
                Thread thread = new Thread(run, "last-use");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    LastUse(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        writer.allowCoreThreadTimeOut(true);
    }

    @EventListener
    void signedIn(AuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof SignedIn user && user.userId() != null) {
            note(new Subject("platform/note-sign-in", user.caller().accountId(), user.userId()));
        }
    }

    void used(KeyHolder key) {
        note(new Subject("platform/note-key-use", key.caller().accountId(), key.key()));
    }

    private void note(Subject subject) {
        if (written.asMap().putIfAbsent(subject, Boolean.TRUE) == null) {
            writer.execute(() -> write(subject));
        }
    }

    private void write(Subject subject) {
        try {
            sql.statement(subject.statement())
                    .param("accountId", subject.accountId())
                    .param("id", subject.id())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DataAccessException e) {
            log.debug("The time of the last use could not be written; the next use writes it", e);
            written.invalidate(subject);
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
