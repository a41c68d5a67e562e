package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import org.junit.jupiter.api.Test;

/** Products that a shop has moved to its trash. */
class StoreTrashTest {

    private static final Document SHIRT = document("name", "Shirt");
    private static final ItemOutcome.Done TRASHED = new ItemOutcome.Done(1, 7, shown("{status: 'trash'}"));

    @Test
    void anUpdatesAnswerShowsThatAProductIsThere() {
        assertThat(StoreTrash.holds(row().linked(7).plan(Action.UPDATE, SHIRT), TRASHED))
                .isTrue();
        assertThat(StoreTrash.holds(
                        row().linked(7).plan(Action.UPDATE, document("name", "Shirt", "status", "publish")), TRASHED))
                .isTrue();
        assertThat(StoreTrash.message(row().linked(7).plan(Action.UPDATE, SHIRT)))
                .isEqualTo("The store's product 7 is in its trash");
    }

    @Test
    void aProductIsNotMissedThereIfItBelongsThereOrIsElsewhere() {
        assertThat(StoreTrash.holds(row().linked(7).plan(Action.UPDATE, document("status", "trash")), TRASHED))
                .isFalse();
        assertThat(StoreTrash.holds(row().linked(7).plan(Action.DRAFT, document("status", "draft")), TRASHED))
                .isFalse();
        assertThat(StoreTrash.holds(
                        row().linked(7).plan(Action.UPDATE, SHIRT),
                        new ItemOutcome.Done(1, 7, shown("{status: 'draft'}"))))
                .isFalse();
    }

    @Test
    void aProductIsRestoredByItsOwnStatus() {
        var row = row().linked(7).error(ErrorCode.IN_STORE_TRASH).claimed();
        Document draft = document("name", "Shirt", "status", "draft");

        assertThat(StoreTrash.document(row, draft)).isEqualTo(draft);
    }

    @Test
    void aProductWhoseStatusIsTheStoresIsRestoredAsANewOneWouldBeCreated() {
        var row = row().linked(7).error(ErrorCode.IN_STORE_TRASH).claimed();

        assertThat(StoreTrash.document(row, document("name", "Shirt", "create:status", "pending")))
                .isEqualTo(document("name", "Shirt", "create:status", "pending", "status", "pending"));
        assertThat(StoreTrash.document(row, SHIRT)).isEqualTo(document("name", "Shirt", "status", "publish"));
    }

    @Test
    void aProductThatIsNotThereKeepsItsDocument() {
        assertThat(StoreTrash.document(row().linked(7).claimed(), SHIRT)).isEqualTo(SHIRT);
    }

    @Test
    void anExportOfSomeFieldsSendsTheStatusToo() {
        assertThat(StoreTrash.only(row().linked(7)
                        .error(ErrorCode.IN_STORE_TRASH)
                        .only("name")
                        .claimed()))
                .containsExactlyInAnyOrder("name", "status");
        assertThat(StoreTrash.only(row().linked(7).only("name").claimed())).containsExactly("name");
        assertThat(StoreTrash.only(
                        row().linked(7).error(ErrorCode.IN_STORE_TRASH).claimed()))
                .as("all fields")
                .isEmpty();
    }
}
