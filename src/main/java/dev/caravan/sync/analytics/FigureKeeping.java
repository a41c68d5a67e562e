package dev.caravan.sync.analytics;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/** Adds up what settlements and fan-outs have counted, and deletes what is too old. */
@Component
public class FigureKeeping {

    private static final int PORTION = 5_000;
    private static final int MOST_PORTIONS = 200;
    private static final Period KEPT = Period.ofYears(2);
    /** The console shows the last hour by minutes. */
    private static final Duration MINUTES_KEPT = Duration.ofHours(2);

    private final Sql sql;
    private final Clock clock;

    public FigureKeeping(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Called by a timer. */
    public void merge() {
        long taken = PORTION;
        for (int i = 0; i < MOST_PORTIONS && taken == PORTION; i++) {
            taken = sql.statement("sync/merge-figures")
                    .param("portion", PORTION)
                    .query(Long.class)
                    .single();
        }
    }

    /** Called by the timer that prunes the history. */
    public void prune() {
        Instant now = clock.instant();
        Timestamp before =
                Timestamp.from(now.atOffset(ZoneOffset.UTC).minus(KEPT).toInstant());
        prune(() -> sql.statement("sync/prune-figures")
                .param("before", before)
                .param("minutesBefore", Timestamp.from(now.minus(MINUTES_KEPT)))
                .param("portion", PORTION)
                .update());
        prune(() -> sql.statement("sync/prune-account-figures")
                .param("before", before)
                .param("portion", PORTION)
                .update());
    }

    private static void prune(IntSupplier portion) {
        int deleted = 1;
        for (int i = 0; i < MOST_PORTIONS && deleted > 0; i++) {
            deleted = portion.getAsInt();
        }
    }
}
