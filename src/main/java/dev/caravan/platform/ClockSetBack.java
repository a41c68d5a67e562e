package dev.caravan.platform;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The machine's clock was set back, so all waits would be longer by that. A Spring application event, published
 * inside one transaction, in which each room shortens the waits of its own tables. Either all waits are shortened or
 * none, because a wait that is shortened twice ends early.
 *
 * @param now by the clock as it is now
 */
public record ClockSetBack(Duration by, Instant now) {

    /** @param statement with the parameters {@code now} and {@code seconds} @return rows that waited */
    public int shorten(StatementSpec statement) {
        return statement
                .param("now", Timestamp.from(now))
                .param("seconds", by.toMillis() / 1000.0)
                .update();
    }
}
