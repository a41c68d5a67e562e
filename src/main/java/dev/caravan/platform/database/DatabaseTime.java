package dev.caravan.platform.database;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Times as parameters of {@code sql:} steps: the driver of PostgreSQL takes no {@code Instant}. */
@Component
public class DatabaseTime {

    private final Clock clock;

    public DatabaseTime(Clock clock) {
        this.clock = clock;
    }

    public Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** So many days before now. */
    public Timestamp daysAgo(int days) {
        return Timestamp.from(clock.instant().minus(Duration.ofDays(days)));
    }

    /** So long before now. @param time as settings are written, for example {@code 10m} */
    public Timestamp ago(String time) {
        return Timestamp.from(clock.instant().minus(DurationStyle.detectAndParse(time)));
    }
}
