package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.OUTCOMES;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.OnMissing;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import org.junit.jupiter.api.Test;

/** Product 7 of a store, which is published in the catalogue, and in the trash or deleted in the store. */
class LostProductsTest {

    private static final Document SHIRT = document("name", "Shirt", "status", "publish");
    private static final Document NAME = document("name", "Shirt");
    private static final ItemOutcome IN_TRASH = new ItemOutcome.Done(1, 7, Documents.shown("{'status':'trash'}"));
    private static final ItemOutcome GONE =
            new ItemOutcome.Gone(1, "woocommerce_rest_product_invalid_id", "Invalid ID.");

    @Test
    void bringsAProductBackFromTheTrashAtOnce() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).shows(SHIRT).plan(Action.UPDATE, SHIRT, NAME), IN_TRASH, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.dueAt()).isEqualTo(NOW);
        assertThat(settled.attempts()).isZero();
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).as("the status is sent again").isEqualTo(FieldHashes.of(NAME));
        assertThat(settled.code()).isEqualTo("in_store_trash");
        assertThat(settled.message()).isEqualTo("The store's product 7 is in its trash; it is brought back");
    }

    @Test
    void triesToBringItBackAsOftenAsAnythingElse() {
        Given.Row row = row().linked(7).error("in_store_trash");
        Settlement second = OUTCOMES.of(row.plan(Action.UPDATE, SHIRT), IN_TRASH, store());
        Settlement last = OUTCOMES.of(row.failed(2, NOW).plan(Action.UPDATE, SHIRT), IN_TRASH, store());

        assertThat(second.attempts()).isEqualTo(1);
        assertThat(second.dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(second.message()).isEqualTo("The store's product 7 is in its trash");
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message())
                .isEqualTo(
                        "The store's product 7 is in its trash, and does not come back: restore it in the store, or delete"
                                + " it there for good");
    }

    @Test
    void leavesAProductInTheTrashIfTheConnectionSaysSo() {
        Settlement settled = OUTCOMES.of(
                row().linked(7).shows(SHIRT).plan(Action.UPDATE, SHIRT), IN_TRASH, store(OnMissing.UNLINK, 0, null));

        assertThat(settled.result()).isEqualTo(Result.UNLINKED);
        assertThat(settled.wooProductId()).isNull();
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
        assertThat(settled.code()).isEqualTo("in_store_trash");
        assertThat(settled.message()).isEqualTo("The store's product 7 is in its trash; it is not linked any more");
    }

    @Test
    void letsImagesWaitForTheProductThatIsBroughtBack() {
        Given.Row row = row().linked(7).images().shows(NAME);
        Settlement settled = OUTCOMES.of(row.plan(Action.UPDATE, NAME), IN_TRASH, store(OnMissing.UNLINK, 0, null));
        Settlement last = OUTCOMES.of(row.failed(2, NOW).plan(Action.UPDATE, NAME), IN_TRASH, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isEqualTo(1);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(NAME));
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message()).isEqualTo("The store's product 7 is in its trash: restore it there");
    }

    @Test
    void forgetsTheImagesOfAProductThatIsGone() {
        Settlement settled = OUTCOMES.of(row().linked(7).images().shows(NAME).plan(Action.UPDATE, NAME), GONE, store());

        assertThat(settled.result()).isEqualTo(Result.SYNCED);
        assertThat(settled.exported()).isFalse();
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
    }

    @Test
    void saysThatAProductThatIsGoneIsMadeAgain() {
        Settlement settled = OUTCOMES.of(row().linked(7).plan(Action.UPDATE, NAME), GONE, store());

        assertThat(settled.code()).isEqualTo("woocommerce_rest_product_invalid_id");
        assertThat(settled.message()).isEqualTo("The store no longer has product 7; it is created again");
    }
}
