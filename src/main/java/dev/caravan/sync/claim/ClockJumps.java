package dev.caravan.sync.claim;

import dev.caravan.platform.ClockSetBack;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.PrivateFiles;
import dev.caravan.platform.RateLimitedLog;
import dev.caravan.platform.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices when the machine's clock is set back, by comparing it with the monotonic clock. After a jump of an hour, a
 * row that was due in a minute would be due in an hour and a minute. So the waits of rows, holds, leases and webhooks
 * are shortened by the jump. A clock that is set forward only ends waits early, which is harmless. At the start of
 * Caravan the clock counts as set back if it is behind the time that was seen last before the stop.
 */
@Component
public class ClockJumps {

    private static final Logger log = LoggerFactory.getLogger(ClockJumps.class);

    /** A smaller difference is a clock that is being adjusted gradually. */
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final LongSupplier nanos;
    /**
     * Its modification time is the time that was seen last. The file is empty, so that it can be touched on a full
     * disk as well.
     */
    private final Path lastLook;

    private final RateLimitedLog unkept = new RateLimitedLog();
    private Instant wallBefore;
    private long nanosBefore;

    @Autowired
    public ClockJumps(
            Sql sql, TransactionTemplate transaction, ApplicationEventPublisher events, Clock clock, LocalFiles files)
            throws IOException {
        this(sql, transaction, events, clock, files, System::nanoTime);
    }

    /** @param nanos the monotonic clock */
    public ClockJumps(
            Sql sql,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock,
            LocalFiles files,
            LongSupplier nanos)
            throws IOException {
        this.sql = sql;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.nanos = nanos;
        this.lastLook = files.path("last-look-at-clock");
        this.wallBefore = clock.instant();
        this.nanosBefore = nanos.getAsLong();
        if (Files.exists(lastLook)) {
            Instant seen = Files.getLastModifiedTime(lastLook).toInstant();
            wallBefore = seen.isAfter(wallBefore) ? seen : wallBefore;
        }
    }

    /** Called by the sweeper, one at a time. */
    public synchronized void look() {
        Instant wall = clock.instant();
        long now = nanos.getAsLong();
        Duration back = Duration.ofNanos(now - nanosBefore).minus(Duration.between(wallBefore, wall));
        if (back.compareTo(JUMP) > 0) {
            try {
                shortenAll(back, wall);
            } catch (DataAccessException e) {
                if (!DatabaseOutage.isLock(e)) {
                    throw e;
                }
                log.warn("The clock was set back; waits could not be shortened yet: {}", DatabaseOutage.reason(e));
                return; // the sweeper has more to do
            }
        }
        wallBefore = wall; // after the statements: if they failed, the next look sees the jump again
        nanosBefore = now;
        keep(wall);
    }

    private void keep(Instant wall) {
        try {
            if (!Files.exists(lastLook)) {
                PrivateFiles.open(lastLook, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .close();
            }
            Files.setLastModifiedTime(lastLook, FileTime.from(wall));
        } catch (IOException e) {
            long times = unkept.due();
            if (times > 0) {
                log.warn(
                        "The time of {} cannot be set ({} time(s) in all), so a clock that is set back while Caravan is"
                                + " stopped would not be noticed: {}",
                        lastLook,
                        times,
                        e.toString());
            }
        }
    }

    /**
     * Shortens all waits or none: a row whose wait is shortened twice would be sent while its call still runs in the
     * store.
     */
    private void shortenAll(Duration back, Instant now) {
        ClockSetBack jump = new ClockSetBack(back, now);
        transaction.executeWithoutResult(status -> {
            int rows = jump.shorten(sql.statement("sync/shorten-waits"));
            jump.shorten(sql.statement("sync/shorten-leases"));
            events.publishEvent(jump); // holds and webhooks belong to other rooms
            log.warn("The clock was set back by {}; the waits of {} product(s) are shortened by that", back, rows);
        });
    }
}
