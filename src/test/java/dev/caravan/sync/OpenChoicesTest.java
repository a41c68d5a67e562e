package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store drops an open choice of a variation without a word while its parent does not vary in it. So it is in doubt until the
 * parent was surely sent before. Product 1 is the parent, 2 and 3 are its variants.
 */
@SlowTest
class OpenChoicesTest {

    private static final Document OPEN = attributes("");
    private static final Document CHOSEN = attributes("S");
    private static final Document PARENT =
            Documents.of("{type: 'variable', attributes: [{name: 'Size', options: ['S']}]}");
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void aVariantThatIsPending() {
        table.products(3);
        update("product SET type = 'variable' WHERE id = 1");
        update("product SET type = 'variant', parent_product_id = 1 WHERE id > 1");
        table.link(1);
        table.jdbc.sql("""
                        INSERT INTO woocommerce_product_sync
                            (account_id, connection_id, product_id, parent_product_id, sku, synced, woo_product_id, due_at)
                        SELECT 1, 1, i, 1, 'S' || i, 1, 1000 + i, :now FROM generate_series(2, 3) i
                        """).param("now", Timestamp.from(Given.NOW)).update();
        update("woocommerce_product_sync SET field_hashes = '{\"attributes\":\"x\"}'"); // as sent long ago
        change(2);
    }

    @Test
    void isSentAgainAfterAParentThatWaits() {
        parentWaits();
        table.taken(claimed(2, OPEN));
        assertThat(table.row(2)).containsEntry("behind", false);
        assertThat(doubted()).isTrue();

        parentIsSent();

        Delivery again = claimed(2, OPEN);
        assertThat(knows(again)).as("that the store shows it").isFalse();
        table.taken(again);
        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
        assertThat(table.row(3)).as("was not in doubt").containsEntry("behind", false);
    }

    /** The second call of the parent then sends no attributes. */
    @Test
    void isSentAgainAfterAParentThatWasSentDuringTheCallAndHasChangedSince() {
        Delivery underWay = claimed(2, OPEN);
        change(1);
        Delivery parent = claimed(1, PARENT);
        change(1);
        table.taken(parent);
        table.taken(underWay);
        assertThat(table.row(2)).containsEntry("behind", false);

        parentIsSent();

        assertThat(table.row(2)).containsEntry("behind", true);
    }

    /** A part of the fields is claimed, and the doubt with it; but the options are not among what is sent. */
    @Test
    void isSentAgainAfterItsParentAlsoIfOnlyOtherFieldsWereSentMeanwhile() {
        parentWaits();
        table.taken(claimed(2, OPEN));
        change(2);
        table.taken(claimed(2, Documents.of("{regular_price: '5'}")));
        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);

        parentIsSent();

        assertThat(table.row(2)).containsEntry("behind", true);
    }

    @Test
    void isNotedAsMissedWhileAutomaticSyncIsOff() {
        parentWaits();
        table.taken(claimed(2, OPEN));
        update("woocommerce_product_sync SET auto_sync = false WHERE product_id = 2");

        parentIsSent();

        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("missed", true);
        assertThat(doubted()).isTrue();
    }

    /** A price waits for no parent that is in the store. */
    @Test
    void holdsNoOtherChangeBack() {
        parentWaits();
        table.taken(claimed(2, OPEN));

        change(2);

        assertThat(knows(claimed(2, OPEN))).isFalse();
    }

    @Test
    void isSentAgainAtOnceIfTheParentWasSentDuringTheCall() {
        Delivery underWay = claimed(2, OPEN);
        change(1);
        table.taken(claimed(1, PARENT));

        table.taken(underWay);

        assertThat(table.row(2))
                .containsEntry("behind", true)
                .containsEntry("due_at", Timestamp.from(Given.NOW.plusMillis(500)));
        table.pass(MOMENT);
        Delivery again = claimed(2, OPEN);
        assertThat(knows(again)).isFalse();
        table.taken(again);
        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
    }

    /** Its settlement may be under way. */
    @Test
    void waitsWhileAnotherTransactionHasTheParent() {
        Delivery underWay = claimed(2, OPEN);

        table.transaction.executeWithoutResult(status -> {
            update("woocommerce_product_sync SET updated_at = now() WHERE product_id = 1");
            Thread settlement = new Thread(() -> table.taken(underWay));
            settlement.start();
            join(settlement);
        });

        assertThat(table.row(2))
                .containsEntry("behind", true)
                .containsEntry("due_at", Timestamp.from(Given.NOW.plusSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "woocommerce_product_sync SET missed = true WHERE product_id = 1",
                "woocommerce_product_sync SET error_code = 'x' WHERE product_id = 1",
                "woocommerce_product_sync SET field_hashes = '{}' WHERE product_id = 1", // a dead letter was discarded
            })
    void isInDoubtWhileTheStoreMayShowAnOlderParent(String state) {
        update(state);

        table.taken(claimed(2, OPEN));

        assertThat(table.row(2)).containsEntry("behind", false);
        assertThat(doubted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void isInDoubtWhileAChangeOfTheFamilyIsOnItsWay(long product) {
        table.insertEvent(product, "attributes_updated");

        table.taken(claimed(2, OPEN));

        assertThat(doubted()).isTrue();
    }

    @Test
    void isInDoubtWhateverBecomesOfTheRest() {
        parentWaits();
        Delivery claimed = claimed(2, OPEN);
        Plan plan = claimed.plans().get(0).without(new Plan.Refusal("gtin_invalid", "It is none"));

        table.taken(claimed.with(List.of(plan)));

        assertThat(table.row(2)).containsEntry("error_code", "gtin_invalid");
        assertThat(doubted()).isTrue();
    }

    @Test
    void isNotInDoubtIfTheParentWasSentBefore() {
        table.taken(claimed(2, OPEN));

        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
        change(2);
        assertThat(knows(claimed(2, OPEN))).isTrue();
    }

    @Test
    void isNoMatterOfAVariantThatHasMadeItsChoice() {
        parentWaits();

        table.taken(claimed(2, CHOSEN));

        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
    }

    @Test
    void staysInDoubtWhenAnExportIsCancelled() {
        parentWaits();
        table.taken(claimed(2, OPEN));
        var export = table.export(false, 2L);

        table.exports.cancel(1, export, Given.NOW);

        assertThat(doubted()).isTrue();
    }

    private static Document attributes(String option) {
        return Documents.of("{attributes: [{name: 'Size', option: '%s'}]}".formatted(option));
    }

    private void change(long product) {
        table.jdbc
                .sql(
                        "UPDATE woocommerce_product_sync SET wanted = wanted + 1, due_at = :now WHERE product_id = :product")
                .param("now", Timestamp.from(Given.NOW))
                .param("product", product)
                .update();
    }

    /** After a failure, for example. */
    private void parentWaits() {
        change(1);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET due_at = :then WHERE product_id = 1")
                .param("then", Timestamp.from(Given.NOW.plus(MOMENT)))
                .update();
    }

    private void parentIsSent() {
        table.pass(MOMENT);
        table.taken(claimed(1, PARENT));
    }

    private Delivery claimed(long product, Document document) {
        Delivery claimed = table.claim(document);
        assertThat(claimed.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.row().productId()).isEqualTo(product));
        return claimed;
    }

    /** Whether the store is known to show the variation's attributes as they were sent. */
    private static boolean knows(Delivery claimed) {
        return claimed.plans().get(0).known().shows(OPEN, "attributes");
    }

    private boolean doubted() {
        return table.jdbc
                .sql(
                        "SELECT forget_fields @> '{attributes}' IS TRUE FROM woocommerce_product_sync WHERE product_id = 2")
                .query(Boolean.class)
                .single();
    }

    private void update(String what) {
        table.jdbc.sql("UPDATE " + what).update();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).as("waits for the lock").isFalse();
    }
}
