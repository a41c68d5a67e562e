package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.testing.SlowTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction of somebody else's that holds a few sync rows for long: what has nothing to do with them goes on. */
@SlowTest
@Timeout(60)
class LockedRowsTest {

    private final SyncTable table = SyncTable.create();
    private final ExecutorService somebodyElse = Executors.newSingleThreadExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
        somebodyElse.shutdown();
    }

    @Test
    void theFanOutLeavesTheirChangesForLater() throws Exception {
        linked(3);
        for (long product = 1; product <= 3; product++) {
            table.insertEvent(product, "updated");
        }
        Future<?> held = hold(2);

        assertThat(table.fanOut.next().events()).isEqualTo(2);
        assertThat(table.fanOut.next().isEmpty()).isTrue();
        assertThat(table.row(1)).containsEntry("behind", true);
        assertThat(table.row(2)).containsEntry("behind", false);

        end.countDown();
        held.get();
        assertThat(table.fanOut.next().events()).isEqualTo(1);
        assertThat(table.row(2)).containsEntry("behind", true);
    }

    @Test
    void theFanOutLeavesTheChangesOfAVariantWhoseParentIsHeld() throws Exception {
        linked(2);
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id = 1").update();
        table.jdbc
                .sql("UPDATE product SET type = 'variant', parent_product_id = 1 WHERE id = 2")
                .update();
        table.insertEvent(2, "deleted");
        Future<?> held = hold(1);

        assertThat(table.fanOut.next().isEmpty()).isTrue();

        end.countDown();
        held.get();
        assertThat(table.fanOut.next().events()).isEqualTo(1);
    }

    @Test
    void aClaimTakesLessUrgentOnesWhenTheMostUrgentIsHeld() throws Exception {
        linked(2);
        table.event(1, "updated");
        table.event(2, "updated");
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET urgency = 1 WHERE product_id = 2")
                .update();
        Future<?> held = hold(1);

        assertThat(table.claim().plans())
                .extracting(plan -> plan.row().productId())
                .containsExactly(2L);

        end.countDown();
        held.get();
        assertThat(table.claim().plans())
                .extracting(plan -> plan.row().productId())
                .containsExactly(1L);
    }

    @Test
    void aSettlementDoesNotWaitForTheOneThatIsHeld() throws Exception {
        linked(3);
        for (long product = 1; product <= 3; product++) {
            table.event(product, "updated");
        }
        table.waitForLocks(Duration.ofMillis(300));
        Delivery sent = table.claim(Given.document("name", "n"));
        Future<?> held = hold(2);

        table.taken(sent);
        table.recovery.recoverLapsed();

        assertThat(table.row(1)).containsEntry("behind", false).containsEntry("lease_token", null);
        assertThat(table.row(3)).containsEntry("behind", false).containsEntry("lease_token", null);
        assertThat(table.row(2)).containsEntry("behind", true).containsEntry("lease_token", sent.token());
        end.countDown();
        held.get();
        table.recovery.recoverLapsed();
        assertThat(table.row(2))
                .containsEntry("lease_token", null)
                .containsEntry("recoveries", 0)
                .containsEntry("behind", true);
        assertThat(table.count("claim")).isZero();
    }

    @Test
    void aRecoveryLeavesNothingButWhatIsHeld() throws Exception {
        linked(4);
        table.waitForLocks(Duration.ofMillis(300));
        table.event(1, "updated");
        table.event(2, "updated");
        Delivery first = table.claim(Given.document("name", "n"));
        table.event(3, "updated");
        table.event(4, "updated");
        table.claim(Given.document("name", "n"));
        Future<?> held = hold(2);

        table.holdersVanish();

        assertThat(table.row(2)).containsEntry("lease_token", first.token());
        assertThat(table.count("claim")).isEqualTo(1);
        for (long product : List.of(1L, 3L, 4L)) {
            assertThat(table.row(product)).containsEntry("lease_token", null).containsEntry("recoveries", 1);
        }
        end.countDown();
        held.get();
        table.others.recoverLapsed();
        assertThat(table.row(2)).containsEntry("lease_token", null).containsEntry("recoveries", 1);
        assertThat(table.count("claim")).isZero();
    }

    private void linked(int products) {
        table.products(products);
        for (long product = 1; product <= products; product++) {
            table.link(product);
        }
    }

    /** @return ends with the transaction, some time after {@link #end} */
    private Future<?> hold(long product) throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        Future<?> held = somebodyElse.submit(() -> table.transaction.executeWithoutResult(status -> {
            table.jdbc
                    .sql("SELECT id FROM woocommerce_product_sync WHERE product_id = ? FOR UPDATE")
                    .param(product)
                    .query(Long.class)
                    .list();
            locked.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        locked.await();
        return held;
    }
}
