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
 * Down for a while after the database could not carry out a statement: its disk is full, it starts, it has cut connections.
 * Spring's own indicator {@code db} only reads, which works on a full disk. Sees each statement that fails, as it translates that.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator, SQLExceptionTranslator {

    /** There is always something to write within this time, if there is anything to do at all. */
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

    /** Details: {@code reason} while down; {@code lock} if somebody else's transaction holds what we need, which is no illness. */
    @Override
    public Health health() {
        Trouble ill = recent(outage);
        Trouble held = recent(lock);
        Health.Builder health = ill == null ? Health.up() : Health.down().withDetail("reason", ill.reason());
        return (held == null ? health : health.withDetail("lock", held.reason())).build();
    }

    private @Nullable Trouble recent(@Nullable Trouble trouble) {
        boolean old = trouble == null || trouble.at().plus(REMEMBERED).isBefore(clock.instant());
        return old ? null : trouble;
    }
}
