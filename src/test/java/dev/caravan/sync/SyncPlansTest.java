package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done all the time reads the rows that it needs, and never all rows of all stores. */
@SlowTest
class SyncPlansTest {

    /** After so many, the driver prepares a statement and PostgreSQL keeps its plan. */
    private static final int UNTIL_A_PLAN_IS_KEPT = 15;

    private static final int ROWS = 6_000;

    private final SyncTable table = SyncTable.create();

    @Test
    void theFirstClaimsAfterAnImportReadTheirRowsOnly() {
        table.products(ROWS);
        table.link(1, 1);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET wanted = 2, due_at = :now")
                .param("now", Timestamp.from(Given.NOW))
                .update();
        table.asOwner().sql("ANALYZE").update();
        for (int i = 0; i < UNTIL_A_PLAN_IS_KEPT; i++) {
            claim();
        }
        table.link(2, ROWS);

        assertThat(renewed()).contains("woocommerce_product_sync");
        assertThat(renewed()).as("once they are renewed").isEmpty();
        long before = wholeReads();
        claim();
        assertThat(wholeReads()).as("reads of the whole table").isEqualTo(before);
    }

    /** If half of all rows are due, a plan may hope to meet one soon; of a store that has none it reads all. */
    @Test
    void theSweeperReadsNoStoreWhole() {
        table.products(ROWS);
        table.link(1, ROWS);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET wanted = 2, due_at = :now, urgency = id % 3")
                .param("now", Timestamp.from(Given.NOW))
                .update();
        table.asOwner().sql("""
                        INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret)
                        SELECT 1, 'Idle ' || i, 'https://idle-' || i || '.example', 'k', '', '' FROM generate_series(1, 5) i
                        """).update();
        table.asOwner().sql("ANALYZE").update();

        long before = wholeReads();
        assertThat(table.jdbc
                        .sql(new Sql(table.jdbc)
                                .text("sync/find-due-connections")
                                .replace(":#", ":"))
                        .param("now", Timestamp.from(Given.NOW))
                        .query(Long.class)
                        .list())
                .containsExactly(1L);
        assertThat(wholeReads()).as("reads of the whole table").isEqualTo(before);
    }

    private void claim() {
        table.transaction.executeWithoutResult(status -> {
            assertThat(table.claim().plans()).hasSize(1);
            status.setRollbackOnly();
        });
    }

    private List<String> renewed() {
        tellWhatWasCounted();
        return new Sql(table.jdbc)
                .statement("platform/renew-statistics")
                .query(String.class)
                .list();
    }

    private long wholeReads() {
        tellWhatWasCounted();
        return table.jdbc
                .sql("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'woocommerce_product_sync'")
                .query(Long.class)
                .single();
    }

    /** A session does so by itself within some seconds. */
    private void tellWhatWasCounted() {
        table.jdbc
                .sql("SELECT pg_stat_force_next_flush()")
                .query((row, n) -> row.getString(1))
                .list();
    }
}
