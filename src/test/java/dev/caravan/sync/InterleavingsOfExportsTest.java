package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A product is exported, or linked by hand, while it is just being deleted or exported otherwise. */
@SlowTest
@Timeout(60)
class InterleavingsOfExportsTest {

    private static final Document NOTHING = new Document(Map.of());

    private final SyncTable table = SyncTable.create();

    @Test
    void deletesAProductFromTheStoreThatIsExportedMeanwhile() throws Exception {
        deleteDuring(() -> table.export(true, 1L));
    }

    @Test
    void deletesAProductFromTheStoreThatIsLinkedByHandMeanwhile() throws Exception {
        deleteDuring(() -> table.links.byHand(1, 1, 1, 1001));
    }

    /** The deletion is carried to the stores; whoever comes meanwhile does not see it. */
    private void deleteDuring(Runnable link) throws Exception {
        table.onDelete("delete");
        table.products(1);
        table.link(1);

        Meanwhile.during(table, () -> table.softDelete(1), link);
        Delivery claimed = table.claim();
        table.settling.settle(claimed.with(claimed.plans().stream()
                .map(p -> Plan.of(
                        p.row(), Plan.Action.NOTHING, NOTHING, NOTHING, p.wooProductId(), p.sku(), false)) // it is gone
                .toList()));
        table.fanOut.next();

        assertThat(table.row(1)).containsEntry("intent", "delete").containsEntry("behind", true);
    }

    @Test
    void tellsTheFanOutOnceOnly() throws Exception {
        deleteDuring(() -> table.export(true, 1L));

        table.pass(Duration.ofMinutes(1));
        Delivery removal = table.claim();
        table.settling.settle(removal.with(removal.plans().stream()
                .map(p -> Plan.of(p.row(), Plan.Action.UNLINK, NOTHING, NOTHING, null, p.sku(), false))
                .toList()));

        assertThat(table.count("woocommerce_product_sync")).isZero();
        assertThat(table.count("product_event")).isZero();
    }

    @Test
    void keepsAProductThatAnotherExportBringsWhenOneIsCancelled() throws Exception {
        table.products(1);
        UUID[] exports = new UUID[2];

        Meanwhile.during(table, () -> exports[0] = table.export(true, 1L), () -> exports[1] = table.export(true, 1L));
        table.exports.cancel(1, exports[1], Given.NOW);
        table.taken(table.claim(NOTHING));

        assertThat(table.exports.read(1, exports[0]).state()).isEqualTo("done");
    }

    @Test
    void linksOneOfTwoProductsThatAreLinkedToTheSameOfTheStoreAtOnce() throws Exception {
        table.products(2);

        Meanwhile.during(
                table,
                () -> table.links.byHand(1, 1, 1, 7),
                () -> assertThatThrownBy(() -> table.links.byHand(1, 1, 2, 7)).isInstanceOf(ApiException.class));

        assertThat(table.count("woocommerce_product_sync")).isOne();
    }
}
