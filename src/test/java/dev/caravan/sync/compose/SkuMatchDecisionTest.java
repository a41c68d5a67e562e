package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.delivery;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.compose.SkuAnswers.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a product whose SKU was searched for in the store. */
class SkuMatchDecisionTest {

    private static final Document SHIRT = document("name", "Shirt", "regular_price", "11");
    private static final Plan NEW = row().lookFirst().plan(Action.ASK, SHIRT);
    /** The mark of product 101 of account 1. */
    private static final String OURS = "1-101";

    private final SkuAnswers store = new SkuAnswers();

    @Nested
    class OurOwnProduct {

        @Test
        void isUpdated() {
            Plan plan = store.decide(NEW, found(7, "SKU-1", "simple", OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.change()).isEqualTo(SHIRT);
            assertThat(plan.asked()).isTrue();
        }

        /** A create under its former SKU had no answer; meanwhile the shop has made another product with the new one. */
        @Test
        void isUpdatedUnderAFormerSkuThoughAnotherProductHasThePresentOne() {
            Plan asking = row().sent("OLD-1").plan(Action.ASK, SHIRT);

            Plan plan = store.decide(asking, found(6, "SKU-1", "simple", null), found(7, "OLD-1", "simple", OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.row().shown().shows("sku", "OLD-1"))
                    .as("the SKU that it releases")
                    .isTrue();
        }

        @Test
        void isKnownToShowNothingIfItHasThePresentSku() {
            assertThat(store.decide(NEW, found(7, "SKU-1", "simple", OURS))
                            .row()
                            .shown()
                            .byField())
                    .isEmpty();
        }

        @Test
        void isUpdatedThoughItIsLinkedToThisProductAlready() {
            store.linked(7, 101);

            assertThat(store.decide(NEW, found(7, "SKU-1", "simple", OURS)).action())
                    .isEqualTo(Action.UPDATE);
        }

        @Test
        void isNotTakenFromAnotherProductOfTheCatalogue() {
            store.linked(7, 999);

            Plan plan = store.decide(NEW, found(7, "SKU-1", "simple", OURS));

            assertThat(plan.action()).isEqualTo(Action.WAIT);
            assertThat(plan.refusal())
                    .isEqualTo(new Refusal(
                            "sku_taken",
                            "The store has another product with SKU SKU-1 (id 7) that is linked to product 999 of the"
                                    + " catalogue; change one of the two SKUs, or delete that product",
                            7L));
        }

        @Test
        void isRemovedOnlyIfItIsNotLinkedToAnotherProduct() {
            Plan removal = row().lookFirst().intent(Intent.DELETE).plan(Action.ASK);

            assertThat(store.decide(removal, found(7, "SKU-1", "simple", OURS)).action())
                    .isEqualTo(Action.DELETE);

            store.linked(7, 999);

            assertThat(store.decide(removal, found(7, "SKU-1", "simple", OURS)).action())
                    .isEqualTo(Action.UNLINK);
        }

        @Test
        void isNotRemovedIfItIsAnotherOrNotThere() {
            Plan removal = row().lookFirst().intent(Intent.DELETE).plan(Action.ASK);

            assertThat(store.decide(removal, found(7, "SKU-1", "simple", null)).action())
                    .isEqualTo(Action.UNLINK);
            assertThat(store.decide(removal).action()).isEqualTo(Action.UNLINK);
        }
    }

    @Nested
    class AnotherProductWithTheSku {

        @Test
        void isLeftAlone() {
            assertRefused(
                    store.decide(NEW, found(7, "SKU-1", "simple", null)),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
            assertRefused(
                    store.decide(NEW, found(7, "SKU-1", "simple", "1-102")),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan made for product 102;"
                            + " change one of the two SKUs, or delete that product");
            assertRefused(
                    store.decide(NEW, found(7, "SKU-1", "simple", "2-101")),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
        }

        @Test
        void isToldToBeInTheTrash() {
            assertRefused(
                    store.decide(NEW, new Found(7, "SKU-1", "trash", "simple", 0, 0, null)),
                    "The store has another product with SKU SKU-1 (id 7 in the trash) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
        }

        @Test
        void isLinkedIfTheConnectionLinksExistingProducts() {
            store.linksExistingProducts();

            Plan plan = store.decide(NEW, found(7, "SKU-1", "simple", null));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.change()).isEqualTo(SHIRT);
        }

        /** The product for which it was created is gone, or has another one. */
        @Test
        void getsOurMarkIfItWasMadeForAnotherProduct() {
            store.linksExistingProducts();

            assertThat(store.decide(NEW, found(7, "SKU-1", "simple", "1-102")).change())
                    .isEqualTo(SHIRT.marked(OURS));
        }

        @Test
        void isNotTurnedIntoAnotherType() {
            store.linksExistingProducts();

            Plan plan = store.decide(NEW, found(7, "SKU-1", "variable", null));

            assertThat(plan.refusal()).isNotNull().extracting(Refusal::code).isEqualTo("type_differs");
        }

        /** A create without an answer has made it for that product, which adopts it first. */
        @Test
        void isLeftToTheProductForWhichItWasMade() {
            store.arriving(102);
            store.linksExistingProducts();

            Plan plan = store.decide(NEW, found(7, "SKU-1", "simple", "1-102"));

            assertThat(plan.action()).isEqualTo(Action.WAIT);
            assertThat(plan.refusal())
                    .isEqualTo(
                            new Refusal(
                                    "waits_for_product",
                                    "The store has SKU SKU-1 at what it made for product 102 of the catalogue, which takes it first"));
        }

        private void assertRefused(Plan plan, String message) {
            assertThat(plan.action()).isEqualTo(Action.REFUSE);
            assertThat(plan.refusal()).isEqualTo(new Refusal("sku_taken", message));
        }
    }

    @Nested
    class ASkuThatTheStoreDoesNotHave {

        @Test
        void isCreatedWithoutItsImagesWhichHaveTheirOwnLane() {
            Document document = Documents.of("{name: 'Shirt', images: [{asset: 'a'}]}");

            Plan plan = store.decide(row().lookFirst().plan(Action.ASK, document));

            assertThat(plan.action()).isEqualTo(Action.CREATE);
            assertThat(plan.document()).isEqualTo(document);
            assertThat(plan.change()).isEqualTo(document("name", "Shirt"));
            assertThat(plan.asked()).isTrue();
        }

        @ParameterizedTest(name = "{1} after {0}: {2}")
        @CsvSource({
            "product_invalid_sku, ASK, ASK_TRASH",
            "product_invalid_sku, ASK_TRASH, CREATE",
            "no_clear_answer, ASK, CREATE"
        })
        void isLookedForInTheTrashIfTheStoreSaysThatItIsTaken(String error, Action question, Action action) {
            assertThat(store.decide(row().error(error).plan(question, SHIRT)).action())
                    .isEqualTo(action);
        }
    }

    @Test
    void waitsUntilAllSkusOfAProductAreAskedFor() {
        Plan asking = row().sent("OLD-1").plan(Action.ASK, SHIRT);
        SkuSearch half = SkuSearch.NONE.with(Action.ASK, List.of("SKU-1"), Map.of());

        assertThat(SkuMatchDecision.apply(delivery(asking).knowing(half), Holders.NONE, NOW)
                        .plans())
                .containsExactly(asking);
    }

    @Test
    void leavesOtherPlansOfTheCallAsTheyAre() {
        Plan update = row().id(2).linked(8).plan(Action.UPDATE, SHIRT);
        Delivery delivery = delivery(NEW, update).knowing(SkuAnswers.searchOf(NEW));

        assertThat(SkuMatchDecision.apply(delivery, Holders.NONE, NOW).plans())
                .extracting(Plan::action)
                .containsExactly(Action.CREATE, Action.UPDATE);
    }
}
