package dev.caravan.platform.audit;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes entries that are older than the setting, in portions, by the only database function that may delete them. */
@Component
class AuditPruning {

    private static final Logger log = LoggerFactory.getLogger(AuditPruning.class);
    private static final int PORTION = 5_000;
    private static final int MOST_PORTIONS = 100;

    private final Sql sql;
    private final Clock clock;
    private final AuditSettings settings;

    AuditPruning(Sql sql, Clock clock, AuditSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    /** Deletes some portions; the rest follows in the next run. */
    public void prune() {
        Instant before = clock.instant().minus(settings.keep());
        int deleted = 0;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            int portion = sql.statement("platform/prune-audit-log")
                    .param("before", Timestamp.from(before))
                    .param("portion", PORTION)
                    .query(Integer.class)
                    .single();
            deleted += portion;
            if (portion < PORTION) {
                break;
            }
        }
        if (deleted > 0) {
            log.info("Pruned {} entries of the audit log from before {}", deleted, before);
        }
    }
}
