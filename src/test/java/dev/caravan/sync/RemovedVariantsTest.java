package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Product 1 is variable, with the variants 2 and 3; all are in the store. Variant 2 is removed, and then the whole product, before
 * anything was carried to the store: the product may come back, and without that variant.
 */
@SlowTest
@Timeout(60)
class RemovedVariantsTest {

    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Document VARIABLE = new Document(Map.of("type", TextNode.valueOf("variable")));

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void linkAll() {
        table.products(3);
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id = 1").update();
        table.jdbc
                .sql("UPDATE product SET type = 'variant', parent_product_id = 1 WHERE id > 1")
                .update();
        for (long product = 1; product <= 3; product++) {
            table.link(product);
        }
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET parent_product_id = 1 WHERE product_id > 1")
                .update();
    }

    @Test
    void goWithTheirParentAndWaitForIt() {
        table.onDelete("delete");

        removeAll();

        assertThat(claimed()).containsExactly(1L);
        assertThat(claimed()).isEmpty();
    }

    @Test
    void areOwedTheirRemovalWhenOnlyTheirParentIsRestored() {
        table.onDelete("delete");
        removeAll();

        restore();

        assertThat(table.row(1)).containsEntry("intent", "upsert");
        assertThat(table.row(2)).containsEntry("intent", "delete").containsEntry("behind", true);
        assertThat(table.row(3)).containsEntry("intent", "upsert").containsEntry("woo_product_id", 1003L);
        Delivery parent = table.claim(VARIABLE);
        assertThat(parent.plans()).hasSize(1);
        table.taken(parent);
        assertThat(claimed()).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void leaveBeforeAParentThatTheStoreKeeps() {
        table.onDelete("draft");

        removeAll();

        assertThat(claimed()).containsExactly(2L);
        assertThat(claimed()).containsExactly(1L);
        assertThat(claimed()).isEmpty();
    }

    @Test
    void loseTheirLinksAtOnceWhereStoresKeepWhatIsDeleted() {
        table.onDelete("keep");

        removeAll();

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void loseTheirLinksAtOnceWithAParentThatNeverCameToTheStore() {
        table.onDelete("delete");
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET woo_product_id = NULL WHERE product_id = 1")
                .update();

        removeAll();

        assertThat(table.jdbc
                        .sql("SELECT product_id FROM woocommerce_product_sync")
                        .query(Long.class)
                        .list())
                .as("what has a question of its own")
                .containsExactly(2L);
    }

    /** Deleted for good, nobody knows any more what went with what. */
    @Test
    void goWithTheirParentWhenBothAreDeletedForGood() {
        table.onDelete("delete");
        table.jdbc.sql("DELETE FROM product WHERE id > 1").update();
        table.jdbc.sql("DELETE FROM product").update();
        List.of(1L, 2L, 3L).forEach(product -> table.insertEvent(product, "deleted"));

        table.fanOut.next();
        table.pass(LATER);

        assertThat(claimed()).containsExactly(1L);
        assertThat(claimed()).isEmpty();
    }

    /** The fan-out sees all of it at once. */
    private void removeAll() {
        delete("interval '1 second'", 2);
        delete("interval '0'", 1, 3);
        table.fanOut.next();
        table.pass(LATER);
    }

    private void delete(String ago, long... products) {
        for (long product : products) {
            table.jdbc
                    .sql("UPDATE product SET deleted_at = timestamptz '2026-11-22 12:00:00Z' - " + ago + " WHERE id = "
                            + product)
                    .update();
            table.insertEvent(product, "deleted");
        }
    }

    private void restore() {
        table.jdbc
                .sql("UPDATE product SET deleted_at = NULL WHERE id IN (1, 3)")
                .update();
        table.insertEvent(1, "restored");
        table.insertEvent(3, "restored");
        table.fanOut.next();
    }

    /** Products of the next claim. */
    private List<Long> claimed() {
        return table.claim().plans().stream()
                .map(plan -> plan.row().productId())
                .toList();
    }
}
