package dev.caravan.sync;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of rows whose holder vanished. */
@SlowTest
@Timeout(60)
class RecoveryTest {

    private static final Document NEW = document("name", "n", "regular_price", "11");
    private static final Duration STORE_LIMIT = Given.SETTINGS.storeTimeLimit();

    private final SyncTable table = SyncTable.create();

    @Test
    void takesBackAtItsStartWhatItsNodeHeldWhenItCrashed() {
        linkedAndChanged();
        table.claim(NEW);
        assertThat(table.claim().isEmpty()).isTrue();

        table.recovery.afterPropertiesSet();

        Delivery again = table.claim();
        assertThat(again.plans()).hasSize(1);
        assertThat(again.plans().get(0).row().shown()).as("unknown").isEqualTo(FieldHashes.none());
    }

    /** Its waits go by the clock as it is now, and are not taken for some that the jump has made longer. */
    @Test
    void letsTheVanishedCallEndThoughTheClockWasSetBackMeanwhile() {
        linkedAndChanged();
        table.claim(NEW);
        table.setClock(Duration.ofHours(-1));

        table.recovery.afterPropertiesSet();
        table.pass(Duration.ofSeconds(1));
        table.recovery.afterPropertiesSet();

        assertThat(Objects.requireNonNull((Timestamp) table.row(1).get("rewrite_at"))
                        .toInstant())
                .isEqualTo(table.clock.instant().minusSeconds(1).plus(STORE_LIMIT));
    }

    @Test
    void leavesTheClaimsOfOthersAlone() {
        linkedAndChanged();
        table.claim(NEW);

        table.others.afterPropertiesSet();
        table.others.recoverLapsed();

        assertThat(table.claim().isEmpty()).isTrue();
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

        assertThat(table.claim().isEmpty()).as("after 90 s of a lease of 30 s").isTrue();
    }

    @Test
    void keepsWhatIsLookedAfterThoughTheClockIsSetForward() {
        linkedAndChanged();
        table.claim(NEW);

        table.setClock(Duration.ofHours(1));
        table.recovery.recoverLapsed();

        assertThat(table.claim().isEmpty()).isTrue();
    }

    @Test
    void takesBackAtOnceWhatCouldNotBeSettledAndCountsNoCrash() {
        linkedAndChanged();
        Delivery unsettled = table.claim(NEW);

        table.active.letGo(unsettled.token());
        table.recovery.recoverLapsed();

        assertThat(table.claim().plans()).hasSize(1);
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

        assertThat(table.claim().isEmpty()).isTrue();
        table.pass(STORE_LIMIT.plusSeconds(1));
        assertThat(table.claim().plans().get(0).row().intent()).isEqualTo(Intent.DRAFT);
    }

    /** The process dies with the call; the SKU changes before anybody comes back to it. */
    @Test
    void looksForWhatWasSentByEachSku() {
        table.products(1);
        table.export(false, 1L);
        rename("second");
        Delivery sent = planned("second");
        table.claims.noteSkus(sent);
        table.holdersVanish();
        table.pass(STORE_LIMIT);
        rename("third");
        Delivery again = planned("third");
        assertThat(again.plans().get(0).row().lookFirst()).isTrue();
        assertThat(again.plans().get(0).row().sku())
                .as("not the one before, which was never sent")
                .isEqualTo("second");
        table.claims.noteSkus(again);
        table.holdersVanish();
        table.pass(STORE_LIMIT);

        ClaimedRow row = table.claim().plans().get(0).row();
        assertThat(row.sku()).isEqualTo("third");
        assertThat(row.sentSkus()).containsExactly("second");
    }

    @Test
    void looksForWhatWasSentThoughTheLinkWentMeanwhile() {
        table.products(1);
        table.export(false, 1L);
        planned("S1");
        table.holdersVanish();
        table.onDelete("keep");
        table.softDelete(1);
        assertThat(table.count("woocommerce_product_sync")).isZero();
        table.jdbc.sql("UPDATE product SET deleted_at = NULL, sku = 'new'").update();
        table.export(false, 1L);

        Delivery claimed = table.claim();

        assertThat(claimed.plans().get(0).row().lookFirst()).isTrue();
        assertThat(claimed.plans().get(0).row().sentSkus()).containsExactly("S1");
        table.taken(claimed.with(claimed.plans().stream()
                .map(plan -> plan.as(Plan.Action.CREATE).sending(NEW))
                .toList()));
        assertThat(table.count("open_create")).isZero();
    }

    private void rename(String sku) {
        table.jdbc.sql("UPDATE product SET sku = :sku").param("sku", sku).update();
    }

    /** About to be created under this SKU. */
    private Delivery planned(String sku) {
        Delivery claimed = table.claim();
        return claimed.with(claimed.plans().stream()
                .map(plan -> Plan.of(plan.row(), Plan.Action.CREATE, NEW, NEW, null, sku, false))
                .toList());
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

        assertThat(table.claim().plans()).as("after 180 s without a sign").hasSize(1);
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

        assertThat(table.claim().isEmpty()).isTrue();
        assertThat(table.active.takeStuck()).isEmpty();
    }

    @Test
    void writesAnUpdateAtOnceAndOnceMoreWhenTheVanishedCallHasSurelyEnded() {
        linkedAndChanged();
        table.claim(NEW);
        table.holdersVanish();

        table.taken(table.claim(NEW));

        assertThat(table.row(1)).containsEntry("behind", true).containsEntry("synced", 2L);
        assertThat(table.claim().isEmpty()).isTrue();
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

        assertThat(table.claim().isEmpty()).isTrue();
        table.pass(STORE_LIMIT.plusSeconds(1));
        assertThat(table.claim().plans().get(0).row().lookFirst()).isTrue();
    }

    private void linkedAndChanged() {
        table.products(1);
        table.link(1);
        table.event(1, "updated");
    }
}
