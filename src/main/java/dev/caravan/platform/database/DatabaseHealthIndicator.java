package dev.caravan.platform.database;

import dev.caravan.platform.DatabaseOutage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Down for a while after the database could not carry out a statement because its disk is full, it is starting, or it
 * has cut connections. Spring's own indicator {@code db} only reads, which works on a full disk. This one translates
 * exceptions, so it sees each failed statement.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator, SQLExceptionTranslator {

    /** Within this time there is always a statement that writes, if there is any work. */
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private record Trouble(Instant at, String reason) {}

    private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();
    private final Clock clock;
    private volatile @Nullable Trouble outage;
    private volatile @Nullable Trouble lock;

    DatabaseHealthIndicator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String statement, SQLException failure) {
        DataAccessException translated = translator.translate(task, statement, failure);
        if (translated instanceof DataAccessResourceFailureException) {
            outage = new Trouble(clock.instant(), DatabaseOutage.reason(failure));
        } else if (DatabaseOutage.isLock(failure)) {
            lock = new Trouble(clock.instant(), DatabaseOutage.reason(failure));
        }
        return translated;
    }

    /**
     * Details: {@code reason} while down; {@code lock} if another transaction holds a lock that we need, which does
     * not count as unhealthy.
     */
    @Override
    public Health health() {
        Trouble trouble = recent(outage);
        Trouble held = recent(lock);
        Health.Builder health = trouble == null ? Health.up() : Health.down().withDetail("reason", trouble.reason());
        return (held == null ? health : health.withDetail("lock", held.reason())).build();
    }

    private @Nullable Trouble recent(@Nullable Trouble trouble) {
        boolean old = trouble == null || trouble.at().plus(REMEMBERED).isBefore(clock.instant());
        return old ? null : trouble;
    }
}
