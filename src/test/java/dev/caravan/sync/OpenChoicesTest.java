package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A store drops an open choice of a variation without a word while its parent does not vary in it: it counts as sent only
 * after the parent. Product 1 is the parent, 2 is its variant.
 */
@SlowTest
class OpenChoicesTest {

    private static final Document OPEN = attributes("");
    private static final Document CHOSEN = attributes("S");
    private static final Duration WAIT = Duration.ofMinutes(3);

    private final SyncTable table = SyncTable.create();

    @BeforeEach
    void aVariantThatIsPending() {
        table.products(2);
        table.link(1);
        table.jdbc.sql("""
                        INSERT INTO woocommerce_product_sync
                            (account_id, connection_id, product_id, parent_product_id, sku, wanted, woo_product_id, due_at)
                        VALUES (1, 1, 2, 1, 'S2', 1, 1002, :now)""").param("now", Timestamp.from(Given.NOW)).update();
    }

    @Test
    void isSentAgainAfterAParentThatIsPending() {
        Instant then = theParentWaits();

        table.taken(table.claim(OPEN));

        assertThat(table.row(2))
                .containsEntry("behind", true)
                .containsEntry("due_at", Timestamp.from(then))
                .containsEntry("lease_token", null);
        assertThat(table.claim().plans()).isEmpty();

        theParentIsSent();
        Delivery again = claimed(2);
        assertThat(again.plans().get(0).known().shows(OPEN, "attributes"))
                .as("it is not known that the store shows it")
                .isFalse();
        table.taken(again);
        assertThat(table.row(2)).containsEntry("behind", false);
    }

    @Test
    void isSentOnceIfTheParentIsNotPending() {
        table.taken(table.claim(OPEN));

        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
        assertThat(shown().shows(OPEN, "attributes")).isTrue();
    }

    @Test
    void isNoMatterOfAVariantThatHasMadeItsChoice() {
        theParentWaits();

        table.taken(table.claim(CHOSEN));

        assertThat(table.row(2)).containsEntry("behind", false).containsEntry("forget_fields", null);
    }

    /** The parent may have changed as well, after the claim: such as by another mapping. */
    @Test
    void isSentWithAChangeThatComesDuringTheCall() {
        Delivery underWay = table.claim(OPEN);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET wanted = wanted + 1 WHERE product_id = 2")
                .update();

        table.taken(underWay);
        table.pass(Duration.ofSeconds(1));

        assertThat(claimed(2).plans().get(0).known().shows(OPEN, "attributes")).isFalse();
    }

    private static Document attributes(String option) {
        return Documents.of("{attributes: [{name: 'Size', option: '%s'}]}".formatted(option));
    }

    /** After a failure, for example. @return until when */
    private Instant theParentWaits() {
        Instant then = Given.NOW.plus(WAIT);
        table.jdbc
                .sql("UPDATE woocommerce_product_sync SET wanted = wanted + 1, due_at = :then WHERE product_id = 1")
                .param("then", Timestamp.from(then))
                .update();
        return then;
    }

    private void theParentIsSent() {
        table.pass(WAIT);
        table.taken(claimed(1));
    }

    private Delivery claimed(long product) {
        Delivery claimed = table.claim(OPEN);
        assertThat(claimed.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.row().productId()).isEqualTo(product));
        return claimed;
    }

    private FieldHashes shown() {
        return FieldHashes.parse(String.valueOf(table.row(2).get("field_hashes")));
    }
}
