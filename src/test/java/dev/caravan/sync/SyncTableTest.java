package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.fanout.ExportTable;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings of the statements on the sync table, one after another, as other threads and nodes would cause them. */
@SlowTest
@Timeout(60)
class SyncTableTest {

    /** A product that changed during its delivery is due after half a second. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private static final Document OLD = document("name", "n", "regular_price", "10", "images", "a");
    private static final Document NEW = document("name", "n", "regular_price", "11", "images", "a");

    private final SyncTable table = SyncTable.create();

    @Test
    void settlesABatchInWhichAProductIsToGoToTheTrashMeanwhile() {
        table.products(2);
        table.onDelete("trash");
        table.export(true, 1L, 2L);
        Delivery delivery = table.claim(NEW);

        table.softDelete(1);
        table.taken(delivery);

        assertThat(table.row(2)).containsEntry("behind", false);
        assertThat(table.row(1))
                .containsEntry("behind", true)
                .containsEntry("intent", "trash")
                .containsEntry("batch_limit", 1)
                .containsEntry("woo_product_id", 1001L);
    }

    @Test
    void hasTheLastWordAfterAHolderThatCameTooLate() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery late = table.claim(OLD);
        table.holdersVanish();
        Delivery second = table.claim(NEW);

        table.taken(late); // its write may have come after the second's
        table.taken(second);

        assertThat(table.row(1)).containsEntry("behind", true);
        table.pass(BREATH);
        ClaimedRow again = table.claim().plans().get(0).row();
        assertThat(again.shown()).as("nothing of what the store shows is known").isEqualTo(FieldHashes.none());
    }

    @Test
    void sendsNothingTwiceThatALateHolderHadNotSent() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery late = table.claim();
        table.holdersVanish();
        Delivery second = table.claim(NEW);

        table.settling.settle(late.with(
                late.plans().stream().map(plan -> plan.as(Plan.Action.NOTHING)).toList()));

        assertThat(table.row(1)).containsEntry("wanted", 2L);
        table.taken(second);
        assertThat(table.row(1)).containsEntry("synced", 2L).doesNotContainEntry("rewrite_at", null);

        table.pass(Given.SETTINGS.storeTimeLimit().plusSeconds(1));
        Delivery onceMore = table.claim(NEW);
        assertThat(onceMore.plans()).as("the vanished call has surely ended").hasSize(1);
        table.taken(onceMore);
        assertThat(table.row(1)).containsEntry("behind", false).containsEntry("rewrite_at", null);
    }

    @Test
    void keepsARowWhoseLeaseRanOutIfNobodyElseHasIt() {
        table.products(2);
        table.link(1);
        table.link(2);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);
        table.pass(Duration.ofSeconds(91));

        Delivery kept = table.claims.keep(delivery);

        assertThat(kept.plans()).hasSize(1);
        table.others.recoverLapsed();
        assertThat(table.claim().isEmpty()).as("the lease is renewed").isTrue();
    }

    @Test
    void dropsARowThatAnotherHolderHas() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);
        table.holdersVanish();
        table.claim();

        assertThat(table.claims.keep(delivery).hasCall()).isFalse();
    }

    @Test
    void sendsEverythingForAFullExportThatComesDuringADelivery() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);

        table.export(false, 1L);
        table.taken(delivery);
        table.pass(BREATH);

        Delivery next = table.claim();
        assertThat(next.plans().get(0).row().shown()).isEqualTo(FieldHashes.none());
        table.taken(table.claims.keep(next).with(planned(next)));
        table.event(1, "updated");
        assertThat(table.claim().plans().get(0).row().shown()).as("once").isEqualTo(FieldHashes.of(NEW));
    }

    @Test
    void opensNoDeadLetterForARowThatIsNotItsOwnAnyMore() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);

        table.autoSync.unlink(1, 1, 1);
        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 200, 5),
                List.of(Given.OUTCOMES.dead(delivery.plans().get(0), "bad", "bad")));

        assertThat(table.count("dead_letter")).isZero();
        assertThat(table.count("sync_log"))
                .as("the attempt is history all the same")
                .isEqualTo(1);
    }

    @Test
    void settlesWhatACallOfADeletedConnectionBrought() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);

        table.jdbc.sql("DELETE FROM connection").update();
        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 200, 5),
                List.of(Given.OUTCOMES.dead(delivery.plans().get(0), "bad", "bad")));

        assertThat(table.count("sync_log")).isEqualTo(1);
    }

    @Test
    void takesARemovalBackWithTheProductEvenIfNothingIsSyncedByItself() {
        table.products(1);
        table.link(1);
        table.onDelete("delete");
        table.jdbc.sql("UPDATE woocommerce_product_sync SET auto_sync = false").update();
        table.softDelete(1);
        assertThat(table.row(1)).containsEntry("intent", "delete");

        table.jdbc.sql("UPDATE product SET deleted_at = NULL").update();
        table.event(1, "restored");

        assertThat(table.row(1)).containsEntry("intent", "upsert");
    }

    @Test
    void endsAnExportOfWhichAProductWasDeletedOrUnlinked() {
        table.products(3);
        UUID export = table.export(true, 1L, 2L, 3L);

        table.softDelete(1);
        table.autoSync.unlink(1, 1, 2);
        assertThat(table.exports.read(1, export).state()).isEqualTo("running");
        table.taken(table.claim(NEW));

        ExportTable.Job job = table.exports.read(1, export);
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.succeeded()).isEqualTo(1);
        assertThat(job.failed()).isEqualTo(2);
    }

    /** Each of two settlements at once sees the other's product as open, and leaves the end to it. */
    @Test
    void endsAnExportThatTwoSettlementsFinishAtOnce() {
        table.products(1);
        UUID export = table.export(true, 1L);
        table.jdbc.sql("UPDATE export_item SET status = 'success'").update();

        assertThat(table.exports.read(1, export).state()).isEqualTo("done");
        assertThat(table.exports.read(1, export).finishedAt()).isNotNull();
    }

    @Test
    void cancelsOnlyWhatTheExportOwes() {
        table.products(3);
        table.link(1);
        table.link(2);
        table.event(2, "updated");
        UUID export = table.export(false, 1L, 2L, 3L);

        table.exports.cancel(1, export, Given.NOW);

        assertThat(table.row(1)).containsEntry("behind", false).containsEntry("forget", null);
        assertThat(table.row(2)).as("it was behind before").containsEntry("behind", true);
        assertThat(table.count("woocommerce_product_sync")).as("never sent").isEqualTo(2);
        assertThat(table.exports.read(1, export).state()).isEqualTo("cancelled");
    }

    @Test
    void closesTheDeadLetterOfAProductThatIsOwedNoMoreAsItsExportIsCancelled() {
        table.products(1);
        table.export(true, 1L);
        Delivery refused = table.claim(NEW);
        table.settling.write(
                new SettlementContext(refused.store(), refused.token(), 200, 5),
                refused.plans().stream()
                        .map(plan -> Settlement.dead(plan, Given.NOW, "refused", "No"))
                        .toList());
        assertThat(table.count("dead_letter WHERE state = 'open'")).isEqualTo(1);

        table.exports.cancel(1, table.export(true, 1L), Given.NOW);

        assertThat(table.count("woocommerce_product_sync")).isZero();
        assertThat(table.count("dead_letter WHERE state = 'open'")).isZero();
    }

    @Test
    void noticesAChangeThatCommitsWhileAnExportStarts() throws Exception {
        table.products(1);
        long row = table.link(1);
        CompletableFuture<UUID> export = new CompletableFuture<>();
        table.transaction.executeWithoutResult(status -> {
            table.jdbc
                    .sql("UPDATE woocommerce_product_sync SET wanted = wanted + 1 WHERE id = :id")
                    .param("id", row)
                    .update();
            export.completeAsync(() -> table.export(true, 1L));
            awaitALock();
        });

        table.exports.cancel(1, export.get(20, TimeUnit.SECONDS), Given.NOW);

        assertThat(table.row(1)).as("the change is still pending").containsEntry("behind", true);
    }

    /** Rows were settled in the order of the batch and marked in the order of the join: a circle, now and then. */
    @Test
    void neverWaitsInACircle() throws Exception {
        table.products(40);
        for (long product = 40; product >= 1; product--) {
            table.link(product);
        }
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                table.jdbc
                        .sql("INSERT INTO product_event (account_id, product_id, kind)"
                                + " SELECT 1, i, 'updated' FROM generate_series(1, 40) i ORDER BY random()")
                        .update();
                table.fanOut.next();
            }
        });
        CompletableFuture<Void> exports = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                table.exports.cancel(1, table.export(true, 3L, 2L, 1L, 40L, 20L, 30L), Given.NOW);
            }
        });
        while (!changes.isDone() || !exports.isDone()) {
            Delivery delivery = table.claim(NEW);
            if (!delivery.isEmpty()) {
                table.taken(delivery);
            }
        }
        changes.get();
        exports.get();
        assertThat(table.deadlocks()).isZero();
    }

    @Test
    void notesWhatTheStoreShowsOtherwiseThanItWasSent() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
        Delivery delivery = table.claim(NEW);
        var shown = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("name", "n")
                .put("regular_price", "12.50");

        table.settling.settle(delivery.answered(new BatchAnswer(
                List.of(new dev.caravan.woocommerce.ItemOutcome.Done(
                        delivery.plans().get(0).key(), 1001, dev.caravan.woocommerce.ShownProducts.of(shown))),
                200,
                5)));

        assertThat(table.row(1)).containsEntry("behind", false).containsEntry("error_code", null);
        assertThat(table.jdbc
                        .sql("SELECT outcome || ': ' || error_message FROM sync_log")
                        .query(String.class)
                        .single())
                .isEqualTo("synced: The store shows regular_price 12.50 where 11 was sent");
    }

    private void awaitALock() {
        for (int i = 0; i < 400; i++) {
            long waiting = table.jdbc
                    .sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .query(Long.class)
                    .single();
            if (waiting > 0) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("nobody waits");
    }

    private static List<Plan> planned(Delivery delivery) {
        return delivery.plans().stream()
                .map(p -> new Plan(p.row(), Plan.Action.UPDATE, NEW, NEW, p.wooProductId(), p.sku(), false, null))
                .toList();
    }
}
