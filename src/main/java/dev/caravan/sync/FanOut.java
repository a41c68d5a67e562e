package dev.caravan.sync;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes open product events, many at a time, and marks the rows of every store that sells their products as behind. */
@Component
public class FanOut {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.sync");
    private static final int EVENTS_AT_ONCE = 500;

    private final Sql sql;
    private final ExportProgress exports;
    private final Clock clock;

    FanOut(Sql sql, ExportProgress exports, Clock clock) {
        this.sql = sql;
        this.exports = exports;
        this.clock = clock;
    }

    /** @param events how many were taken @param connections the stores that are behind now; read by the route */
    record Portion(long events, List<Long> connections) {

        /** No event was open; read by the route. */
        public boolean isEmpty() {
            return events == 0;
        }
    }

    private record Line(String what, String id, long count) {}

    /** Takes the oldest open events. */
    public Portion next() {
        List<Line> lines = Contention.retry(
                "The fan-out",
                () -> sql.statement("sync/fan-out-events")
                        .param("limit", EVENTS_AT_ONCE)
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Line.class)
                        .list());
        long events = 0;
        List<Long> connections = new ArrayList<>();
        List<UUID> ended = new ArrayList<>();
        for (Line line : lines) {
            switch (line.what) {
                case "events" -> events = line.count;
                case "connection" -> connections.add(Long.valueOf(line.id));
                case "export" -> ended.add(UUID.fromString(line.id));
                default -> log.info("Auto-syncing product {} to {} connection(s)", line.id, line.count);
            }
        }
        log.debug("Fanned out {} event(s) to {} connection(s)", events, connections.size());
        exports.end(ended, clock.instant());
        return new Portion(events, List.copyOf(connections));
    }
}
