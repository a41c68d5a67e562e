package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.sync.claim.Sweeper;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which stores are woken although nobody woke them. */
@SlowTest
class SweeperTest {

    private final SyncTable table = SyncTable.create();
    private final Sweeper sweeper = new Sweeper(new Sql(table.jdbc), table.clock);

    @Test
    void findsAStoreWithDueRows() {
        table.products(1);
        table.link(1);
        assertThat(sweeper.dueConnections()).isEmpty();

        table.event(1, "updated");

        assertThat(sweeper.dueConnections()).containsExactly(1L);
    }

    /** Only a probe ends a hold, and an alert stands as long as that does. */
    @Test
    void findsAStoreWhoseHoldIsOverThoughNothingIsOwedToIt() {
        table.jdbc
                .sql("UPDATE connection SET hold_reason = 'unreachable', hold_until = :until")
                .param("until", Timestamp.from(table.clock.instant().plusSeconds(10)))
                .update();
        assertThat(sweeper.dueConnections()).isEmpty();

        table.pass(Duration.ofSeconds(11));

        assertThat(sweeper.dueConnections()).containsExactly(1L);
    }

    @Test
    void leavesAPausedStoreAlone() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        table.jdbc.sql("UPDATE connection SET hold_reason = 'paused'").update();

        assertThat(sweeper.dueConnections()).isEmpty();
    }
}
