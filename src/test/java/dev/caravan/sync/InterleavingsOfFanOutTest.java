package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.testing.SlowTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A product is deleted while its row is just being claimed or settled: the fan-out waits for that, and sees what became of it. A
 * variant that comes while its parent's link goes has no link without its parent's, whichever is first.
 */
@SlowTest
@Timeout(60)
class InterleavingsOfFanOutTest {

    private final SyncTable table = SyncTable.create();
    private UUID export;

    @BeforeEach
    void exportAProduct() {
        table.onDelete("delete");
        table.products(1);
        export = table.export(true, 1L);
    }

    @Test
    void removesTheLinkOfAProductThatIsLetGoUnsentMeanwhile() throws Exception {
        assertThat(table.claim().plans()).hasSize(1);

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

    @Test
    void linksNoVariantToAStoreFromWhichItsParentIsUnlinkedMeanwhile() throws Exception {
        addVariant();

        during(() -> table.autoSync.unlink(1, 1, 1), table.fanOut::next);

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void unlinksAVariantThatIsLinkedMeanwhile() throws Exception {
        addVariant();

        during(table.fanOut::next, () -> table.autoSync.unlink(1, 1, 1));

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void linksNoVariantOfAProductWhoseFirstExportIsCancelledMeanwhile() throws Exception {
        addVariant();

        during(() -> table.exports.cancel(1, export, Given.NOW), table.fanOut::next);

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void takesBackAVariantThatIsLinkedMeanwhileWithTheExportOfItsParent() throws Exception {
        leaveTheParentAlone();
        addVariant();

        during(table.fanOut::next, () -> table.exports.cancel(1, export, Given.NOW));

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void takesBackAVariantThatCameAfterTheExportOfItsParent() {
        leaveTheParentAlone();
        addVariant();
        table.fanOut.next();
        assertThat(table.count("woocommerce_product_sync")).isEqualTo(2);

        table.exports.cancel(1, export, Given.NOW);

        assertThat(table.count("woocommerce_product_sync")).isZero();
    }

    @Test
    void endsAnExportThatComesWhileItsProductIsUnlinked() throws Exception {
        UUID first = export;

        during(() -> export = table.export(true, 1L), this::fanOutDeletion);

        assertThat(table.count("woocommerce_product_sync")).isZero();
        assertThat(table.exports.read(1, first).state()).isEqualTo("done");
        assertThat(table.exports.read(1, export).state()).isEqualTo("done");
    }

    @Test
    void closesTheDeadLetterOfAProductThatIsRefusedWhileItIsUnlinked() throws Exception {
        Delivery claimed = table.claim();

        during(() -> table.refuse(claimed), this::fanOutDeletion);

        assertThat(table.count("woocommerce_product_sync")).isZero();
        assertThat(table.count("dead_letter WHERE state = 'open'")).isZero();
        assertThat(table.count("dead_letter")).isOne();
    }

    /** A change of the parent after its export would be pending, cancelled or not. */
    private void leaveTheParentAlone() {
        table.jdbc.sql("UPDATE connection SET auto_sync = false").update();
    }

    /** Product 2 becomes a variant of product 1; its event is not fanned out. */
    private void addVariant() {
        table.jdbc.sql("UPDATE product SET type = 'variable' WHERE id = 1").update();
        table.jdbc
                .sql("INSERT INTO product (account_id, sku, name, status, type, parent_product_id)"
                        + " VALUES (1, 'V1', 'n', 'complete', 'variant', 1)")
                .update();
        table.insertEvent(2, "created");
    }

    /** The product is deleted; while the statement is not committed, its event is fanned out. */
    private void fanOutDuring(String statement) throws Exception {
        during(() -> table.jdbc.sql(statement).update(), this::fanOutDeletion);
    }

    private void fanOutDeletion() {
        table.softDelete(1);
    }

    private void during(Runnable first, Runnable second) throws Exception {
        Meanwhile.during(table, first, second);
    }
}
