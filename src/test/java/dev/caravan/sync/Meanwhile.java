package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two transactions of which the second comes while the first is not committed. */
final class Meanwhile {

    private Meanwhile() {}

    /** The first is committed when the second waits for it, or has ended without that. */
    static void during(SyncTable table, Runnable first, Runnable second) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> table.transaction.executeWithoutResult(status -> {
                    first.run();
                    written.countDown();
                    pass(commit);
                }));
        pass(written);
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(second);
        await().atMost(20, TimeUnit.SECONDS).until(() -> meanwhile.isDone() || somebodyWaits(table));
        commit.countDown();
        other.get(20, TimeUnit.SECONDS);
        meanwhile.get(20, TimeUnit.SECONDS);
    }

    private static boolean somebodyWaits(SyncTable table) {
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
