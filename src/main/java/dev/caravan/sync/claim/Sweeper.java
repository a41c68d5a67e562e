package dev.caravan.sync.claim;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds stores with work that nobody was woken for. */
@Component
public class Sweeper {

    private final Sql sql;
    private final Clock clock;

    public Sweeper(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Connections that have due rows and no hold, or whose hold is over. */
    public List<Long> dueConnections() {
        return sql.statement("sync/find-due-connections")
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
    }
}
