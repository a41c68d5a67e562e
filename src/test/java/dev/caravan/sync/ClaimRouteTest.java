package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.when;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.testing.SlowTest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;

/** What the heartbeat knows of a claim while its statement runs, and after it. */
@SlowTest
@Timeout(60)
class ClaimRouteTest {

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void oneRowIsDue() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
    }

    @Test
    void theHeartbeatKnowsTheTokenBeforeTheStatementRuns() throws Exception {
        CountDownLatch known = new CountDownLatch(1);
        CompletableFuture<Void> lock = new CompletableFuture<>();
        CompletableFuture<Void> blocker =
                CompletableFuture.runAsync(() -> table.transaction.executeWithoutResult(tx -> {
                    table.jdbc.sql("LOCK TABLE claim IN SHARE MODE").update();
                    lock.complete(null);
                    try {
                        known.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        lock.get();

        CompletableFuture<Delivery> claim = CompletableFuture.supplyAsync(table::claim);
        await().until(() -> table.active.alive().length == 1);
        assertThat(claim).as("waits for the table").isNotDone();
        known.countDown();
        blocker.get();

        assertThat(table.active.alive()).containsExactly(claim.get().token().toString());
        assertThat(claim.get().plans()).hasSize(1);
    }

    @Test
    void nothingIsLeftOfAClaimThatFindsNothing() {
        table.claim();

        Delivery nothing = table.claim();

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.store().id()).isEqualTo(1);
        assertThat(table.active.alive()).as("the first one").hasSize(1);
    }

    @Test
    void nothingIsLeftOfAClaimWhoseStatementFails() {
        table.asOwner().sql("ALTER TABLE claim RENAME TO elsewhere").update();

        assertThatThrownBy(table::claim).isInstanceOf(DataAccessException.class);

        assertThat(table.active.alive()).isEmpty();
        table.asOwner().sql("ALTER TABLE elsewhere RENAME TO claim").update();
        assertThat(table.claim().plans()).hasSize(1);
    }

    /** The rows are claimed, and this process does not get to know of them. */
    @Test
    void aClaimWhoseAnswerIsLostEndsWithItsLease() {
        table.asOwner()
                .sql("ALTER TABLE woocommerce_product_sync DROP CONSTRAINT woocommerce_product_sync_intent_check")
                .update();
        table.jdbc.sql("UPDATE woocommerce_product_sync SET intent = 'odd'").update();

        assertThatThrownBy(table::claim).isInstanceOf(RuntimeException.class);

        assertThat(table.active.alive()).isEmpty();
        assertThat(table.count("claim")).isEqualTo(1);
        table.jdbc.sql("UPDATE woocommerce_product_sync SET intent = 'upsert'").update();
        table.active.renew();
        table.holdersVanish();
        table.pass(Given.SETTINGS.storeTimeLimit());
        assertThat(table.claim().plans()).hasSize(1);
    }

    @Test
    void aStoreThatIsGoneIsNotClaimedFrom() {
        when(table.stores.find(1)).thenReturn(Optional.empty());

        assertThat(table.claim()).isEqualTo(Delivery.NONE);

        assertThat(table.active.alive()).isEmpty();
        assertThat(table.count("claim")).isZero();
    }

    /** Whatever a store has answered before: neither the statement nor a parameter comes from a header. */
    @Test
    void noHeaderChangesTheStatement() {
        Map<String, Object> headers = Map.of(
                "CamelSqlQuery",
                "DELETE FROM claim",
                "connectionId",
                2,
                "oldestFirst",
                "x",
                "storeUrl",
                "https://b.example");

        assertThat(table.claimRoute().claim(1, headers).plans()).hasSize(1);
    }
}
