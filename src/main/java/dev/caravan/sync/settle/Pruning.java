package dev.caravan.sync.settle;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes entries that are older than the history is kept, in portions, so that no statement holds many locks for long.
 */
@Component
public class Pruning {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);
    private static final int PORTION = 5_000;
    private static final int MOST_PORTIONS = 200;

    private final Sql sql;
    private final Clock clock;
    private final Duration kept;
    private final Duration counted;

    public Pruning(Sql sql, Clock clock, SyncSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.kept = Duration.ofDays(settings.historyDays());
        this.counted = settings.massDeleteWindow();
    }

    /** Prunes the history, closed dead letters, finished exports and finished actions. */
    public void prune() {
        Instant before = clock.instant().minus(kept);
        all("sync/prune-removals", clock.instant().minus(counted));
        int deleted = all("sync/prune-history", before)
                + all("sync/prune-dead-letters", before)
                + all("sync/prune-exports", before);
        all("sync/prune-actions", before);
        all("sync/prune-open-creates", before);
        if (deleted > 0) {
            log.info("Pruned {} row(s) of history from before {}", deleted, before);
        }
    }

    private int all(String statement, Instant before) {
        int deleted = 0;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            int portion = sql.statement(statement)
                    .param("before", Timestamp.from(before))
                    .param("portion", PORTION)
                    .update();
            deleted += portion;
            if (portion == 0) {
                break;
            }
        }
        return deleted;
    }
}
