package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.database.DatabaseTime;
import dev.caravan.platform.database.SqlSteps;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which stores are woken although nobody woke them. */
@SlowTest
class SweeperTest {

    private final SyncTable table = SyncTable.create();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        SqlSteps.addTo(camel, new JdbcTemplate(table.dataSource));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** As the route sweep-stores asks. */
    private List<?> dueConnections() {
        return camel.createProducerTemplate()
                .requestBodyAndHeader(
                        "sql:classpath:sql/sync/find-due-connections.sql?parametersCount=2&outputClass=java.lang.Long",
                        null,
                        "now",
                        new DatabaseTime(table.clock).now(),
                        List.class);
    }

    @Test
    void findsAStoreWithDueRows() {
        table.products(1);
        table.link(1);
        assertThat(dueConnections()).isEmpty();

        table.event(1, "updated");

        assertThat(dueConnections()).singleElement().isEqualTo(1L);
    }

    /** Only a probe ends a hold, and an alert stands as long as that does. */
    @Test
    void findsAStoreWhoseHoldIsOverThoughNothingIsOwedToIt() {
        table.jdbc
                .sql("UPDATE connection SET hold_reason = 'unreachable', hold_until = :until")
                .param("until", Timestamp.from(table.clock.instant().plusSeconds(10)))
                .update();
        assertThat(dueConnections()).isEmpty();

        table.pass(Duration.ofSeconds(11));

        assertThat(dueConnections()).singleElement().isEqualTo(1L);
    }

    @Test
    void leavesAPausedStoreAlone() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        table.jdbc.sql("UPDATE connection SET hold_reason = 'paused'").update();

        assertThat(dueConnections()).isEmpty();
    }
}
