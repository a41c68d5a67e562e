package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A product is deleted while its row is just being claimed or settled: the fan-out waits for that, and sees what became of it. */
@Timeout(60)
class InterleavingsOfFanOutTest {

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void exportAProduct() {
        table.onDelete("delete");
        table.products(1);
        table.export(true, 1L);
    }

    @Test
    void removesTheLinkOfAProductThatIsLetGoUnsentMeanwhile() throws Exception {
        assertThat(table.claims.claim(1).plans()).hasSize(1);

        fanOutDuring("UPDATE woocommerce_product_sync SET lease_token = NULL, synced = wanted");

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void deletesAProductFromTheStoreThatIsClaimedMeanwhile() throws Exception {
        fanOutDuring("UPDATE woocommerce_product_sync SET lease_token = gen_random_uuid()");

        assertThat(table.row(1)).containsEntry("intent", "delete").containsEntry("behind", true);
    }

    @Test
    void deletesAProductFromTheStoreThatIsCreatedThereMeanwhile() throws Exception {
        fanOutDuring("UPDATE woocommerce_product_sync SET woo_product_id = 7, synced = wanted");

        assertThat(table.row(1)).containsEntry("intent", "delete").containsEntry("behind", true);
    }

    /** The product is deleted; while the statement is not committed, its event is fanned out. */
    private void fanOutDuring(String statement) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> table.transaction.executeWithoutResult(status -> {
                    table.jdbc.sql(statement).update();
                    written.countDown();
                    pass(commit);
                }));
        pass(written);
        table.jdbc.sql("UPDATE product SET deleted_at = now() WHERE id = 1").update();
        table.jdbc
                .sql("INSERT INTO product_event (account_id, product_id, kind) VALUES (1, 1, 'deleted')")
                .update();
        CompletableFuture<Void> fanOut = CompletableFuture.runAsync(table.fanOut::next);
        await().atMost(20, TimeUnit.SECONDS).until(this::somebodyWaits);
        commit.countDown();
        other.get(20, TimeUnit.SECONDS);
        fanOut.get(20, TimeUnit.SECONDS);
    }

    private boolean somebodyWaits() {
        return table.jdbc
                .sql(
                        "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single();
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
