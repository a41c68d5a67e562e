package dev.caravan.sync.fanout;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ChangeTraces;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.batch.SavedCalls;
import dev.caravan.sync.settle.ExportProgress;
import dev.caravan.sync.settle.ExportProgress.Unlinked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes open product events, many at a time, and marks their products pending for every store that sells them. */
@Component
public class FanOut {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.sync");
    private static final int EVENTS_AT_ONCE = 500;

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final MassDeletions deletions;
    private final ExportProgress exports;
    private final Clock clock;
    private final Counter fannedOut;
    private final SavedCalls saved;
    private final ChangeTraces traces;
    /** Products whose rows another transaction holds: their events wait. */
    private volatile List<Long> busy = List.of();

    public FanOut(
            Sql sql,
            TransactionTemplate transaction,
            MassDeletions deletions,
            ExportProgress exports,
            Clock clock,
            MeterRegistry meters,
            ChangeTraces traces) {
        this.sql = sql;
        this.transaction = transaction;
        this.deletions = deletions;
        this.exports = exports;
        this.clock = clock;
        this.fannedOut = Counter.builder("caravan.events")
                .description("Product events that were fanned out to the stores")
                .register(meters);
        this.saved = new SavedCalls(meters);
        this.traces = traces;
    }

    /** @param events how many were taken @param connections the stores with pending rows; read by the route */
    public record Portion(long events, List<Long> connections) {

        /** No event was open; read by the route. */
        public boolean isEmpty() {
            return events == 0;
        }
    }

    /** @param count how many; for a deleted link, its product */
    private record Line(String what, String id, long count) {}

    /**
     * @param ended the exports that waited for links that were deleted
     * @param raised the deletion guards that this portion raised
     */
    private record Taken(List<Line> lines, List<UUID> ended, List<MassDeletions.Raised> raised) {}

    /** Takes the oldest open events. */
    public Portion next() {
        Instant now = clock.instant();
        if (!busy.isEmpty()) {
            busy = findBusy();
        }
        Taken taken;
        try {
            taken = taken(now);
        } catch (DataAccessException e) {
            if (!DatabaseOutage.isLock(e)) {
                throw e;
            }
            busy = findBusy();
            if (!busy.isEmpty()) {
                log.warn(
                        "Changes of {} product(s) wait, as another transaction holds their rows in the database",
                        busy.size());
            }
            taken = taken(now);
        }
        deletions.report(taken.raised);
        long events = 0;
        List<Long> connections = new ArrayList<>();
        for (Line line : taken.lines) {
            switch (line.what) {
                case "events" -> events = line.count;
                case "connection" -> connections.add(Long.valueOf(line.id));
                case "product" -> log.info("Auto-syncing product {} to {} connection(s)", line.id, line.count);
                case "coalesced" -> saved.add(SavedCalls.Reason.COALESCED, line.count);
                case "newer" -> traces.coalesced(line.id);
                case "unlinked" -> log.debug("Connection {}: product {} is unlinked", line.id, line.count);
                default -> log.debug("Connection {}: {} removal(s)", line.id, line.count);
            }
        }
        fannedOut.increment(events);
        log.debug("Fanned out {} event(s) to {} connection(s)", events, connections.size());
        exports.end(taken.ended, now);
        return new Portion(events, List.copyOf(connections));
    }

    private Taken taken(Instant now) {
        return DeadlockRetry.retry(
                "The fan-out", () -> Objects.requireNonNull(transaction.execute(status -> take(now))));
    }

    private List<Long> findBusy() {
        return sql.statement("sync/find-busy-products")
                .param("busy", busy.toArray(Long[]::new))
                .param("limit", EVENTS_AT_ONCE)
                .query(Long.class)
                .list();
    }

    /** Writes the marks and checks the deletion guard in one transaction, so that no row is claimed in between. */
    private Taken take(Instant now) {
        sql.statement("sync/begin-fan-out").query().singleRow();
        List<Line> lines = sql.statement("sync/fan-out-events")
                .param("limit", EVENTS_AT_ONCE)
                .param("busy", busy.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .param("removeAt", Timestamp.from(now.plus(deletions.delay())))
                .query(Line.class)
                .list();
        List<Long> losing = lines.stream()
                .filter(line -> line.what.equals("removal"))
                .map(line -> Long.valueOf(line.id))
                .toList();
        List<Unlinked> unlinked = lines.stream()
                .filter(line -> line.what.equals("unlinked"))
                .map(line -> new Unlinked(Long.parseLong(line.id), line.count))
                .toList();
        List<UUID> ended = exports.unlink(unlinked, "The product was deleted before it was sent", now);
        return new Taken(lines, ended, losing.isEmpty() ? List.of() : deletions.weigh(losing, now));
    }
}
