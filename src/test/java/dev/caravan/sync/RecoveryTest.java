package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of rows whose holder vanished. */
@Timeout(60)
class RecoveryTest {

    private static final Document NEW = document("name", "n", "regular_price", "11");
    private static final Duration STORE_LIMIT = Given.SETTINGS.sync().storeTimeLimit();

    private final SyncTable table = SyncTable.create();

    @Test
    void takesBackAtItsStartWhatItsNodeHeldWhenItCrashed() {
        linkedAndChanged();
        table.claim(NEW);
        assertThat(table.claims.claim(1).isEmpty()).isTrue();

        table.recovery.afterPropertiesSet();

        Delivery again = table.claims.claim(1);
        assertThat(again.plans()).hasSize(1);
        assertThat(again.plans().get(0).row().shown()).as("unknown").isEqualTo(FieldHashes.none());
    }

    @Test
    void leavesTheClaimsOfOthersAlone() {
        linkedAndChanged();
        table.claim(NEW);

        table.others.afterPropertiesSet();
        table.others.recoverLapsed();

        assertThat(table.claims.claim(1).isEmpty()).isTrue();
    }

    @Test
    void keepsWhatIsLookedAfterByItsHeartbeat() {
        linkedAndChanged();
        table.claim(NEW);
        for (int beat = 0; beat < 6; beat++) {
            table.pass(Duration.ofSeconds(15));
            table.active.renew();
            table.others.recoverLapsed();
        }

        assertThat(table.claims.claim(1).isEmpty())
                .as("after 90 s of a lease of 30 s")
                .isTrue();
    }

    @Test
    void keepsWhatIsLookedAfterThoughTheClockIsSetForward() {
        linkedAndChanged();
        table.claim(NEW);

        table.setClock(Duration.ofHours(1));
        table.recovery.recoverLapsed();

        assertThat(table.claims.claim(1).isEmpty()).isTrue();
    }

    @Test
    void takesBackAtOnceWhatCouldNotBeSettledAndCountsNoCrash() {
        linkedAndChanged();
        Delivery unsettled = table.claim(NEW);

        table.active.letGo(unsettled.token());
        table.recovery.recoverLapsed();

        assertThat(table.claims.claim(1).plans()).hasSize(1);
        assertThat(table.row(1)).containsEntry("recoveries", 0);
        assertThat(table.active.letGo()).isEmpty();
    }

    /** The vanished call may publish the product after it was made a draft. */
    @Test
    void letsARemovalWaitUntilTheVanishedCallHasSurelyEnded() {
        linkedAndChanged();
        table.onDelete("draft");
        table.claim(NEW);
        table.holdersVanish();

        table.softDelete(1);

        assertThat(table.claims.claim(1).isEmpty()).isTrue();
        table.pass(STORE_LIMIT.plusSeconds(1));
        assertThat(table.claims.claim(1).plans().get(0).row().intent()).isEqualTo(Intent.DRAFT);
    }

    @Test
    void givesUpADeliveryThatNeverGoesOn() {
        linkedAndChanged();
        table.claim(NEW);
        for (int beat = 0; beat < 12; beat++) {
            table.pass(Duration.ofSeconds(15));
            table.active.renew();
            table.recovery.recoverLapsed();
        }

        assertThat(table.claims.claim(1).plans())
                .as("after 180 s without a sign")
                .hasSize(1);
    }

    /** Its deliveries go on where they were; whether somebody else has their products by now, their settlements find out. */
    @Test
    void givesUpNoDeliveryOfAProcessThatStoodStillItself() {
        linkedAndChanged();
        table.claim(NEW);
        table.active.renew();

        table.pass(Duration.ofHours(1));
        table.active.renew();
        table.recovery.recoverLapsed();

        assertThat(table.claims.claim(1).isEmpty()).isTrue();
        assertThat(table.active.takeStuck()).isEmpty();
    }

    @Test
    void writesAnUpdateAtOnceAndOnceMoreWhenTheVanishedCallHasSurelyEnded() {
        linkedAndChanged();
        table.claim(NEW);
        table.holdersVanish();

        table.taken(table.claim(NEW));

        assertThat(table.row(1)).containsEntry("behind", true).containsEntry("synced", 2L);
        assertThat(table.claims.claim(1).isEmpty()).isTrue();
        table.pass(STORE_LIMIT.plusSeconds(1));
        Delivery last = table.claim(NEW);
        assertThat(last.plans().get(0).row().shown()).isEqualTo(FieldHashes.none());
        table.taken(last);
        assertThat(table.row(1)).containsEntry("behind", false).containsEntry("rewrite_at", null);
    }

    @Test
    void losesNoChangeOverTheSecondWrite() {
        linkedAndChanged();
        table.claim(NEW);
        table.holdersVanish();
        Delivery second = table.claim(NEW);
        table.event(1, "updated");
        table.taken(second);

        table.pass(Duration.ofSeconds(1));
        table.taken(table.claim(NEW));
        assertThat(table.row(1)).containsEntry("behind", true);
        table.pass(STORE_LIMIT);
        table.taken(table.claim(NEW));

        assertThat(table.row(1)).containsEntry("behind", false);
    }

    @Test
    void letsACreateWaitUntilTheVanishedOneHasSurelyEnded() {
        table.products(1);
        table.export(true, 1L);
        table.claim(NEW);

        table.holdersVanish();

        assertThat(table.claims.claim(1).isEmpty()).isTrue();
        table.pass(STORE_LIMIT.plusSeconds(1));
        assertThat(table.claims.claim(1).plans().get(0).row().lookFirst()).isTrue();
    }

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
                INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, wanted, synced, woo_product_id)
                SELECT 1, 2, product_id, sku, wanted, synced, woo_product_id FROM woocommerce_product_sync WHERE connection_id = 1
                """).update();
        table.claim(NEW);
        table.holdersVanish();
        assertThat(elsewhere()).as("in company").containsOnly(0);

        ClaimedRow suspect = vanishesAlone();

        assertThat(elsewhere()).as("alone").containsExactlyInAnyOrder(0, 2);
        landAlone(1);
        vanishesAlone();
        assertThat(table.jdbc
                        .sql(
                                "SELECT recoveries FROM woocommerce_product_sync WHERE connection_id = 2 AND product_id = :id")
                        .param("id", suspect.productId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
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

        table.settling.settleWithoutCall(composed(parent));

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

    private void linkedAndChanged() {
        changed(1);
    }
}
