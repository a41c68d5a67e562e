package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.store.StoreChanged;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Removal;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store's settings change while its products are marked or claimed; what becomes of a parent while its variants are under way. */
@SlowTest
@Timeout(60)
class InterleavingsOfStoresTest {

    private static final Document VARIABLE = new Document(Map.of("type", TextNode.valueOf("variable")));

    private final SyncTable table = SyncTable.create();

    @Test
    void owesAChangeThatWasNotedWhileAutomaticSyncWasSwitchedOn() throws Exception {
        table.products(1);
        table.link(1);
        table.insertEvent(1, "updated");
        table.jdbc.sql("UPDATE connection SET auto_sync = false").update();

        Meanwhile.during(table, table.fanOut::next, () -> {
            table.jdbc.sql("UPDATE connection SET auto_sync = true").update();
            followChange();
        });

        assertThat(table.row(1)).containsEntry("missed", false).containsEntry("behind", true);
    }

    @Test
    void claimsNothingForAnAddressThatIsNotTheStoresAnyMore() {
        table.products(1);
        table.export(true, 1L);
        table.jdbc
                .sql("UPDATE connection SET store_url = 'https://moved.example'")
                .update();

        assertThat(table.claim().plans()).isEmpty();
    }

    @Test
    void sendsAVariantThatWasUnderWayWhenItsParentWasMade() {
        linkVariant();
        Delivery variant = table.claim();
        table.jdbc
                .sql(
                        "UPDATE woocommerce_product_sync SET wanted = wanted + 1, due_at = '2026-11-01' WHERE product_id = 1")
                .update();
        Delivery parent = table.claim(VARIABLE);
        assertThat(variant.plans()).hasSize(1);
        assertThat(parent.plans()).hasSize(1);

        table.taken(parent);
        table.refuse(variant); // it has seen no parent in the store

        assertThat(table.row(2)).containsEntry("behind", true).containsEntry("lease_token", null);
    }

    @Test
    void closesTheDeadLetterOfAVariantThatIsRefusedWhileItsParentIsRemoved() throws Exception {
        linkVariant();
        Delivery variant = table.claim();
        Delivery removal = removal();

        Meanwhile.during(table, () -> table.refuse(variant), () -> table.settling.settle(removal));

        assertThat(table.count("woocommerce_product_sync")).isZero();
        assertThat(table.count("dead_letter WHERE state = 'open'")).isZero();
        assertThat(table.count("dead_letter")).isOne();
    }

    @Test
    void closesTheDeadLetterOfTheImagesOfAProductThatIsRemoved() {
        linkVariant();
        table.jdbc
                .sql(
                        "INSERT INTO dead_letter (account_id, connection_id, product_id, lane, code, message, operation, attempts)"
                                + " VALUES (1, 1, 1, 'images', 'c', 'm', 'update', 1)")
                .update();
        table.claim();

        table.settling.settle(removal());

        assertThat(table.count("dead_letter WHERE state = 'open'")).isZero();
    }

    /** Product 2 is a variant of product 1, which the store does not have; the variant is pending. */
    private void linkVariant() {
        table.products(2);
        table.jdbc
                .sql("INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, synced)"
                        + " VALUES (1, 1, 1, 'S1', 1)")
                .update();
        table.jdbc
                .sql(
                        "INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, parent_product_id, due_at)"
                                + " VALUES (1, 1, 2, 'S2', 1, '2026-11-01')")
                .update();
    }

    /** The parent's, claimed. */
    private Delivery removal() {
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET wanted = wanted + 1, intent = 'delete', due_at = '2026-11-01'"
                        + " WHERE product_id = 1")
                .update();
        Delivery claimed = table.claim();
        assertThat(claimed.plans()).hasSize(1);
        return claimed.with(claimed.plans().stream()
                .map(p -> Removal.plan(p.row(), null, true))
                .toList());
    }

    private void followChange() {
        try {
            table.autoSync.follow(new StoreChanged(1, StoreChanged.Kind.UPDATED));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
