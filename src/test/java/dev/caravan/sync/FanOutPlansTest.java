package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SlowTest;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fan-out that was planned for almost empty tables would take minutes after a first import. */
@SlowTest
@Timeout(60)
class FanOutPlansTest {

    /** After so many, the driver prepares a statement and PostgreSQL keeps its plan. */
    private static final int UNTIL_THE_PLAN_IS_KEPT = 15;

    private final SyncTable table = SyncTable.create();

    @Test
    void aFirstImportIsNotFannedOutWithThePlanOfEmptyTables() {
        statistics();
        fanOutNothing();
        assertThat(keptPlans()).as("the plan of the empty tables was kept").isPositive();
        long before = keptPlans();

        changed(500);
        assertThat(table.fanOut.next().events()).isEqualTo(500);

        assertThat(table.row(500)).containsEntry("behind", true);
        assertThat(keptPlans()).as("uses of a kept plan").isEqualTo(before);
    }

    @Test
    void aPlanIsKeptAgainOnceTheStatisticsAreNew() {
        changed(500);
        table.fanOut.next();
        statistics();

        fanOutNothing();

        assertThat(keptPlans()).isPositive();
    }

    private void changed(int count) {
        table.products(count);
        table.link(1, count);
        LongStream.rangeClosed(1, count).forEach(product -> table.insertEvent(product, "updated"));
    }

    private void fanOutNothing() {
        for (int i = 0; i < UNTIL_THE_PLAN_IS_KEPT; i++) {
            assertThat(table.fanOut.next().isEmpty()).isTrue();
        }
    }

    /** What autovacuum does within a minute or two. */
    private void statistics() {
        table.asOwner().sql("ANALYZE").update();
    }

    private long keptPlans() {
        return table.jdbc
                .sql(
                        "SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement LIKE '%fan-out-events.sql%'")
                .query(Long.class)
                .single();
    }
}
