package dev.caravan.alert;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes closed alerts that are older than the history is kept. */
@Component
public class AlertPruning {

    private static final int PORTION = 5_000;

    private final Sql sql;
    private final Clock clock;
    private final Duration kept;

    AlertPruning(Sql sql, Clock clock, CaravanSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.kept = Duration.ofDays(settings.sync().historyDays());
    }

    /** One portion; the next comes with the timer. */
    public void prune() {
        sql.statement("alert/prune-alerts")
                .param("before", Timestamp.from(clock.instant().minus(kept)))
                .param("portion", PORTION)
                .update();
    }
}
