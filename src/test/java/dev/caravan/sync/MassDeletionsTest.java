package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deletion guard in the table: of 100 linked products more than 20 within a minute, and more than 10 of any number. */
@SlowTest
@Timeout(60)
class MassDeletionsTest {

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void linkAHundred() {
        table.products(100);
        table.link(1, 100);
        table.onDelete("delete");
    }

    @Test
    void staysDownUpToTheShare() {
        delete(1, 20);

        assertThat(guards()).isZero();
        assertThat(held()).isEmpty();
        assertThat(table.claim().plans()).hasSize(20);
    }

    @Test
    void isRaisedByOneMoreThanTheShareWhateverThePortions() {
        delete(1, 7);
        LongStream.rangeClosed(8, 20).forEach(table::softDelete);
        assertThat(guards()).isZero();

        table.softDelete(21);

        assertThat(guards()).isEqualTo(1);
        assertThat(held()).containsExactlyElementsOf(numbers(1, 21));
        assertThat(table.claim().plans()).isEmpty();
    }

    @Test
    void goesDownWhenTheLastThatItHeldIsGivenUp() {
        delete(1, 1);
        Delivery delivery = table.claim(Given.document("name", "n"));
        delete(2, 30);
        assertThat(held()).containsExactlyElementsOf(numbers(1, 30));

        table.settling.write(
                new SettlementContext(Given.store(), delivery.token(), 400, 5),
                List.of(Given.OUTCOMES.dead(delivery.plans().get(0), "bad", "The store does not take it")));

        assertThat(held()).containsExactlyElementsOf(numbers(2, 30));
    }

    @Test
    void countsWhatIsCarriedOutAlready() {
        delete(1, 15);
        table.jdbc
                .sql("DELETE FROM woocommerce_product_sync WHERE intent = 'delete'")
                .update();

        delete(16, 21);

        assertThat(held()).containsExactlyElementsOf(numbers(16, 21));
    }

    @Test
    void staysDownForAFewOfAFew() {
        table.jdbc
                .sql("DELETE FROM woocommerce_product_sync WHERE product_id > 12")
                .update();

        delete(1, 10);
        assertThat(guards()).isZero();

        table.softDelete(11);
        assertThat(held()).hasSize(11);
    }

    @Test
    void staysDownForManyInALongTime() {
        for (long product = 1; product <= 30; product++) {
            table.softDelete(product);
            table.pass(Duration.ofMinutes(2));
        }

        assertThat(guards()).isZero();
        assertThat(table.claim().plans()).hasSize(30);
    }

    @Test
    void staysDownWhereStoresKeepWhatIsDeleted() {
        table.onDelete("keep");

        delete(1, 60);

        assertThat(guards()).isZero();
        assertThat(table.count("product_removal")).isZero();
    }

    @Test
    void doesNotHoldBackWhatStays() {
        delete(1, 30);

        table.event(50, "updated");

        assertThat(table.claim().plans())
                .extracting(plan -> plan.row().productId())
                .containsExactly(50L);
    }

    @Test
    void holdsBackWhatComesLaterAtOnce() {
        delete(1, 30);
        table.pass(Duration.ofHours(5));

        table.softDelete(31);

        assertThat(held()).hasSize(31);
        assertThat(table.claim().plans()).isEmpty();
    }

    @Test
    void countsVariantsThatGoWithTheirParent() {
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id % 10 = 1").update();
        table.jdbc
                .sql("UPDATE product SET type = 'variant', parent_product_id = id - (id - 1) % 10 WHERE id % 10 <> 1")
                .update();
        table.jdbc.sql("""
                UPDATE woocommerce_product_sync s SET parent_product_id = p.parent_product_id
                FROM product p WHERE p.id = s.product_id""").update();

        delete(1, 20);
        assertThat(guards()).as("two of ten, and their variants").isZero();
        delete(21, 30);

        assertThat(guards()).isEqualTo(1);
        assertThat(held()).as("variants need no call of their own").containsExactly(1L, 11L, 21L);
    }

    @Test
    void keepsARowHeldWhoseCallWasUnderWay() {
        table.softDelete(1);
        assertThat(table.claim().plans()).hasSize(1);
        delete(2, 30);
        assertThat(held()).contains(1L);

        // as a settlement does that gives the row back
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET lease_token = NULL, due_at = :due WHERE product_id = 1")
                .param("due", Timestamp.from(Given.NOW.plusSeconds(70)))
                .update();
        table.pass(Duration.ofMinutes(2));

        assertThat(table.claim().plans()).isEmpty();
        table.deletions.confirm(1, 1, many -> {});
        assertThat(table.row(1)).containsEntry("due_at", Timestamp.from(Given.NOW.plusSeconds(70)));
    }

    @Test
    void catchesUpWithARowThatSomebodyHadLocked() {
        table.softDelete(1);
        table.transaction.executeWithoutResult(status -> {
            table.jdbc
                    .sql("SELECT id FROM woocommerce_product_sync WHERE product_id = 1 FOR UPDATE")
                    .query(Long.class)
                    .single();
            CompletableFuture.runAsync(() -> delete(2, 30)).join();
        });
        assertThat(held()).hasSize(29);

        table.deletions.watch();

        assertThat(held()).hasSize(30);
    }

    @Test
    void letsEverythingGoWhenItIsConfirmedAndDoesNotCountItAgain() {
        delete(1, 30);

        assertThat(table.deletions.confirm(1, 1, many -> {})).isEqualTo(30);

        assertThat(guards()).isZero();
        assertThat(table.claim().plans()).hasSize(30);
        delete(31, 40);
        assertThat(guards()).isZero();
        assertThatThrownBy(() -> table.deletions.confirm(1, 1, many -> {})).isInstanceOf(ApiException.class);
    }

    @Test
    void isConfirmedByItsOwnAccountOnly() {
        delete(1, 30);

        assertThatThrownBy(() -> table.deletions.confirm(2, 1, many -> {})).isInstanceOf(ApiException.class);

        assertThat(held()).hasSize(30);
    }

    @Test
    void endsWhenEverythingIsTakenBack() {
        delete(1, 30);
        table.jdbc.sql("UPDATE product SET deleted_at = NULL").update();
        LongStream.rangeClosed(1, 29).forEach(product -> table.event(product, "restored"));
        table.deletions.watch();
        assertThat(guards()).isEqualTo(1);
        assertThat(held()).containsExactly(30L);

        table.event(30, "restored");
        table.deletions.watch();

        assertThat(guards()).isZero();
        assertThat(table.row(30)).containsEntry("intent", "upsert").containsEntry("due_at", Timestamp.from(Given.NOW));
        assertThat(table.count("product_removal")).isZero();
    }

    @Test
    void letsOneGoThatIsAskedFor() {
        delete(1, 30);

        table.exports.startRemoval(UUID.randomUUID(), 1, 1, 7, Given.NOW);

        assertThat(held()).hasSize(29).doesNotContain(7L);
        assertThat(table.claim().plans())
                .extracting(plan -> plan.row().productId())
                .containsExactly(7L);
    }

    /** Whoever fans out, whenever: no deletion is due beside a guard. */
    @Test
    void leavesNoGapBetweenTwoFanOutsAtOnce() {
        CompletableFuture<Void> odd = CompletableFuture.runAsync(
                () -> LongStream.rangeClosed(0, 29).forEach(i -> table.softDelete(2 * i + 1)));
        CompletableFuture<Void> even =
                CompletableFuture.runAsync(() -> LongStream.rangeClosed(1, 30).forEach(i -> table.softDelete(2 * i)));
        odd.join();
        even.join();
        table.fanOut.next();

        assertThat(held()).containsExactlyElementsOf(numbers(1, 60));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** Deletes many in one portion. */
    private void delete(long from, long to) {
        table.jdbc
                .sql("UPDATE product SET deleted_at = now() WHERE id BETWEEN :from AND :to")
                .param("from", from)
                .param("to", to)
                .update();
        table.jdbc
                .sql("INSERT INTO product_event (account_id, product_id, kind)"
                        + " SELECT 1, i, 'deleted' FROM generate_series(:from::bigint, :to::bigint) i")
                .param("from", from)
                .param("to", to)
                .update();
        table.fanOut.next();
    }

    private long guards() {
        return table.count("deletion_guard");
    }

    /** Products whose deletion is held back. */
    private List<Long> held() {
        return table.jdbc
                .sql(
                        "SELECT product_id FROM woocommerce_product_sync WHERE held_due_at IS NOT NULL AND due_at = 'infinity'"
                                + " AND wanted > synced ORDER BY product_id")
                .query(Long.class)
                .list();
    }
}
