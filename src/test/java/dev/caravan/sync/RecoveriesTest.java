package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Recoveries;
import dev.caravan.sync.compose.Composer;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which products are taken for those that end their holders. */
@SlowTest
@Timeout(60)
class RecoveriesTest {

    private static final Document NEW = document("name", "n", "regular_price", "11");

    private final SyncTable table = SyncTable.create();

    /** It was being read and composed when its holder vanished. */
    @Test
    void letsAProductGoAloneThatTookAHolderWithItBeforeItsCall() {
        changed(3);
        assertThat(table.claim(NEW).plans()).hasSize(3);
        table.holdersVanish();

        ClaimedRow suspect = vanishesAlone();
        assertThat(table.row(suspect.productId())).containsEntry("recoveries", 2);
        landAlone(2);

        assertThat(table.row(suspect.productId()))
                .as("the others are well, and it is the only one that is counted")
                .containsEntry("recoveries", 2);
        assertThat(counted()).isEqualTo(1);
        vanishesAlone();
        assertThat(table.row(suspect.productId())).containsEntry("recoveries", 3);
    }

    /** A process that is killed now and then was most likely in some call. */
    @Test
    void letsAProductGoAloneOnlyAfterTwoHoldersThatVanishedInACallWithIt() {
        changed(3);
        for (int company = 0; company < 2; company++) {
            Delivery called = table.claim(NEW);
            assertThat(called.plans()).hasSize(3);
            table.claims.beginCalls(called);
            table.holdersVanish();
        }

        Delivery alone = table.claim(NEW);

        assertThat(alone.plans()).hasSize(1);
        ClaimedRow row = alone.plans().get(0).row();
        assertThat(row.recoveries()).isEqualTo(new Recoveries(0, 2, false));
        landAlone(2);
        table.taken(alone);
        assertThat(counted()).isZero();
    }

    /** Each store would have to find out for itself, and end Caravan as often. */
    @Test
    void knowsForAllStoresWhichProductTakesHoldersWithIt() {
        changed(2);
        table.jdbc
                .sql("INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret)"
                        + " VALUES (1, 'Store B', 'https://other.example', 'k', '', '')")
                .update();
        table.jdbc.sql("""
                INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced, woo_product_id, due_at)
                SELECT 1, 2, product_id, sku, wanted, synced, woo_product_id, due_at
                FROM woocommerce_product_sync WHERE connection_id = 1
                """).update();
        table.claim(NEW);
        table.holdersVanish();
        assertThat(elsewhere()).as("in company").containsOnly(0);

        long suspect = vanishesAlone().productId();

        assertThat(elsewhere()).as("alone").containsExactlyInAnyOrder(0, 2);
        table.jdbc
                .sql("DELETE FROM woocommerce_product_sync WHERE product_id <> :suspect")
                .param("suspect", suspect)
                .update();
        vanishesAlone();
        assertThat(claimElsewhere(suspect).recoveries().deadLettered())
                .as("before the first store has settled it")
                .isTrue();
        table.settling.settle(composed(table.claim(NEW)));
        assertThat(claimElsewhere(suspect).recoveries().deadLettered())
                .as("given up there")
                .isTrue();

        table.event(suspect, "updated");

        assertThat(claimElsewhere(suspect).recoveries())
                .as("it has been changed, and is tried alone")
                .isEqualTo(new Recoveries(2, 0, false));
    }

    /** As the other store's route would; it is not kept. */
    private ClaimedRow claimElsewhere(long product) {
        when(table.stores.find(2)).thenReturn(Optional.of(Given.store(2, "https://other.example")));
        Delivery claimed = table.claim(2);
        table.active.letGo(claimed.token());
        table.recovery.recoverLapsed();
        assertThat(claimed.plans()).hasSize(1);
        ClaimedRow row = claimed.plans().get(0).row();
        assertThat(row.productId()).isEqualTo(product);
        return row;
    }

    /** A variant is read with its variable product. */
    @Test
    void doesNotReadTheVariantsOfAProductThatWasGivenUpForIt() {
        changed(3);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET parent_product_id = 1 WHERE product_id > 1")
                .update();
        for (int recovery = 0; recovery < 3; recovery++) {
            vanishesAlone();
        }
        Delivery parent = table.claim(NEW);
        assertThat(parent.plans()).extracting(plan -> plan.row().productId()).containsExactly(1L);

        table.settling.settle(composed(parent));

        assertThat(table.row(1)).containsEntry("error_code", "stops_caravan").containsEntry("recoveries", 0);
        Delivery variants = composed(table.claim(NEW));
        assertThat(variants.plans())
                .hasSize(2)
                .extracting(plan -> Objects.requireNonNull(plan.refusal()).code())
                .containsOnly("stops_caravan");
    }

    private static Delivery composed(Delivery claimed) {
        CatalogApi catalog = (account, ids) -> {
            assertThat(ids).as("read").isEmpty();
            return Map.of();
        };
        return new Composer(catalog, (product, store) -> NEW).compose(claimed);
    }

    private List<Integer> elsewhere() {
        return table.jdbc
                .sql("SELECT recoveries FROM woocommerce_product_sync WHERE connection_id = 2")
                .query(Integer.class)
                .list();
    }

    private ClaimedRow vanishesAlone() {
        Delivery alone = table.claim(NEW);
        assertThat(alone.plans()).hasSize(1);
        table.holdersVanish();
        return alone.plans().get(0).row();
    }

    private void landAlone(int products) {
        for (int i = 0; i < products; i++) {
            Delivery innocent = table.claim(NEW);
            assertThat(innocent.plans()).hasSize(1);
            table.taken(innocent);
        }
    }

    private long counted() {
        return table.jdbc
                .sql("SELECT count(*) FROM woocommerce_product_sync WHERE recoveries > 0 OR call_recoveries > 0")
                .query(Long.class)
                .single();
    }

    private void changed(int products) {
        table.products(products);
        for (long product = 1; product <= products; product++) {
            table.link(product);
            table.event(product, "updated");
        }
    }
}
