package dev.caravan.sync.claim;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.NodeName;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes back the rows of vanished holders: at the start those that this node held when it crashed, later those of
 * other nodes.
 */
@Component
public class Recovery implements InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final String[] NONE = {};

    private final Sql sql;
    private final ActiveClaims active;
    private final ClockJumps clockJumps;
    private final NodeName node;
    private final Clock clock;
    private final SyncSettings settings;

    public Recovery(
            Sql sql, ActiveClaims active, ClockJumps clockJumps, NodeName node, Clock clock, SyncSettings settings) {
        this.sql = sql;
        this.active = active;
        this.clockJumps = clockJumps;
        this.node = node;
        this.clock = clock;
        this.settings = settings;
    }

    /** Runs before any route starts. Claims under this node's name are left over from its last run. */
    @Override
    public void afterPropertiesSet() {
        clockJumps.look(); // first: waits that begin now are by the present clock
        report(recover(node.value(), NONE, NONE, true), "this node left when it ended without a stop");
    }

    /** Claims whose heartbeat stopped, and those of this process that could not be settled; called by the sweeper. */
    public void recoverLapsed() {
        String[] letGo = active.letGo();
        report(recover(null, active.alive(), letGo, true), "had no living holder any more");
        if (letGo.length > 0) {
            active.takenBack(letGo, left(letGo));
        }
    }

    /** The claims that are not taken back, because another transaction holds rows of theirs. */
    private List<String> left(String[] tokens) {
        return sql.statement("sync/find-claims")
                .param("tokens", tokens)
                .query(String.class)
                .list();
    }

    /** Runs after Camel has stopped. The claims that are left belong to calls that had not ended. */
    @Override
    public void destroy() {
        report(recover(node.value(), NONE, NONE, false), "this node leaves, as their calls had not ended");
    }

    /**
     * @param who the node whose claims end, all of them; null for none
     * @param letGo claims that end although their holder lives: no crash
     */
    private int recover(@Nullable String who, String[] alive, String[] letGo, boolean crashed) {
        Instant now = clock.instant();
        Long[] rows = DeadlockRetry.retry(
                "The recovery of claims",
                () -> sql.statement("sync/recover-claims")
                        .param("node", who)
                        .param("alive", alive)
                        .param("letGo", letGo)
                        .param("crashed", crashed)
                        .param("now", Timestamp.from(now))
                        .param("storeLimit", Timestamp.from(now.plus(settings.storeTimeLimit())))
                        .query(Long.class)
                        .list()
                        .toArray(Long[]::new));
        if (rows.length > 0 && crashed) {
            warnOtherStores(rows);
        }
        return rows.length;
    }

    /** A failure here must not fail the start: without this warning, each store finds out by itself. */
    private void warnOtherStores(Long[] rows) {
        try {
            sql.statement("sync/spread-recoveries").param("ids", rows).update();
        } catch (DataAccessException e) {
            log.warn(
                    "The failure of a vanished holder could not be noted for other stores yet: {}",
                    DatabaseOutage.reason(e));
        }
    }

    private static void report(int products, String why) {
        if (products > 0) {
            log.info("Took back the claims on {} product(s) that {}", products, why);
        }
    }
}
