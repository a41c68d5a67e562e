package dev.caravan.sync.analytics;

import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What stores took in the last hour, minute by minute. */
@Component
public class RecentDeliveries {

    private static final int MINUTES = 60;

    private final Sql sql;

    RecentDeliveries(Sql sql) {
        this.sql = sql;
    }

    /**
     * Products delivered in each of the last 60 minutes that are over, the oldest first.
     *
     * @param connections few of them: those of a page
     */
    public Map<Long, long[]> ofStores(long accountId, Collection<Long> connections, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(MINUTES, ChronoUnit.MINUTES);
        Map<Long, long[]> minutes = new HashMap<>();
        connections.forEach(id -> minutes.put(id, new long[MINUTES]));
        if (minutes.isEmpty()) {
            return minutes;
        }
        sql.statement("sync/read-minutes")
                .param("accountId", accountId)
                .param("ids", connections.toArray(Long[]::new))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(row -> {
                    Instant at = Objects.requireNonNull(ResultColumns.instant(row, "at"));
                    Objects.requireNonNull(minutes.get(row.getLong("connection_id")))[
                                    (int) ChronoUnit.MINUTES.between(from, at)] =
                            row.getLong("delivered");
                });
        return minutes;
    }
}
