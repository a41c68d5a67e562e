package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.delivery;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.Skus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private Holders holders = Holders.NONE;
    private boolean linkExisting;

    @Nested
    class OurOwnProduct {

        @Test
        void isUpdated() {
            Plan plan = decide(NEW, found(7, "SKU-1", "simple", OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.change()).isEqualTo(SHIRT);
            assertThat(plan.asked()).isTrue();
        }

        /** A create under its former SKU had no answer; meanwhile the shop has made another product with the new one. */
        @Test
        void isUpdatedUnderAFormerSkuThoughAnotherProductHasThePresentOne() {
            Plan asking = row().sent("OLD-1").plan(Action.ASK, SHIRT);

            Plan plan = decide(asking, found(6, "SKU-1", "simple", null), found(7, "OLD-1", "simple", OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.row().shown().shows("sku", TextNode.valueOf("OLD-1")))
                    .as("the SKU that it releases")
                    .isTrue();
        }

        @Test
        void isKnownToShowNothingIfItHasThePresentSku() {
            assertThat(decide(NEW, found(7, "SKU-1", "simple", OURS))
                            .row()
                            .shown()
                            .byField())
                    .isEmpty();
        }

        @Test
        void isUpdatedThoughItIsLinkedToThisProductAlready() {
            holders = new Holders(Map.of(7L, 101L), Set.of());

            assertThat(decide(NEW, found(7, "SKU-1", "simple", OURS)).action()).isEqualTo(Action.UPDATE);
        }

        @Test
        void isNotTakenFromAnotherProductOfTheCatalogue() {
            holders = new Holders(Map.of(7L, 999L), Set.of());

            Plan plan = decide(NEW, found(7, "SKU-1", "simple", OURS));

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

            assertThat(decide(removal, found(7, "SKU-1", "simple", OURS)).action())
                    .isEqualTo(Action.DELETE);

            holders = new Holders(Map.of(7L, 999L), Set.of());

            assertThat(decide(removal, found(7, "SKU-1", "simple", OURS)).action())
                    .isEqualTo(Action.UNLINK);
        }

        @Test
        void isNotRemovedIfItIsAnotherOrNotThere() {
            Plan removal = row().lookFirst().intent(Intent.DELETE).plan(Action.ASK);

            assertThat(decide(removal, found(7, "SKU-1", "simple", null)).action())
                    .isEqualTo(Action.UNLINK);
            assertThat(decide(removal).action()).isEqualTo(Action.UNLINK);
        }

        @Test
        void becomesSimpleAgainIfItHasNoVariationsLeft() {
            Plan plan = decide(NEW, found(7, "SKU-1", "variable", OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.change()).isEqualTo(document("type", "simple", "name", "Shirt", "regular_price", "11"));
            assertThat(plan.change().fields().keySet()).startsWith("type");
        }

        @Test
        void keepsItsVariations() {
            Plan plan = decide(NEW, new Found(7, "SKU-1", "publish", "variable", 0, 2, OURS));

            assertThat(plan.action()).isEqualTo(Action.REFUSE);
            assertThat(plan.refusal())
                    .isEqualTo(new Refusal(
                            "has_variations",
                            "The store's product 7 has 2 variation(s), which would be deleted with it becoming simple:"
                                    + " delete them in the store first, or make the product variable"));
        }

        @Test
        void staysVariableWithItsVariations() {
            Plan asking = row().lookFirst().plan(Action.ASK, document("name", "Shirt", "type", "variable"));

            Plan plan = decide(asking, new Found(7, "SKU-1", "publish", "variable", 0, 2, OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
        }

        /** Before its attributes are sent without any choice. */
        @Test
        void isAskedForTheShopsChoices() {
            Document withoutChoice = Documents.of("{type: 'variable', attributes: [{name: 'Material'}]}");

            assertThat(decide(row().lookFirst().plan(Action.ASK, withoutChoice), found(7, "SKU-1", "variable", OURS))
                            .action())
                    .isEqualTo(Action.ASK_TYPE);
            assertThat(decide(row().lookFirst().plan(Action.ASK, withoutChoice), found(7, "SKU-1", "simple", OURS))
                            .action())
                    .as("a simple product has none")
                    .isEqualTo(Action.UPDATE);
        }

        @ParameterizedTest(name = "status {0}")
        @CsvSource(
                value = {"-, draft", "publish, publish"},
                nullValues = "-")
        void comesOutOfTheTrashByItsStatus(@Nullable String status, String sent) {
            Document document = status == null ? SHIRT : document("name", "Shirt", "status", status);

            Plan plan = decide(
                    row().lookFirst().plan(Action.ASK, document), new Found(7, "SKU-1", "trash", "simple", 0, 0, OURS));

            assertThat(plan.change().fields()).containsEntry("status", TextNode.valueOf(sent));
        }
    }

    @Nested
    class WhatACreateLeftHalfMade {

        private static final long ASKED_SECONDS_AGO = 1000;

        @ParameterizedTest(name = "{0} s old: {1}")
        @CsvSource({"879, REFUSE", "880, UPDATE", "1120, UPDATE", "1121, REFUSE"})
        void isOursIfItWasMadeWithinTwoMinutesOfTheCreate(long secondsOld, Action action) {
            assertThat(decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(secondsOld)))
                            .action())
                    .isEqualTo(action);
        }

        @Test
        void getsOurMark() {
            Plan plan = decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)));

            assertThat(plan.change()).isEqualTo(SHIRT.marked(OURS));
        }

        @Test
        void isKnownByItsNameAsTheStoreKeepsIt() {
            Plan asking = asked(document("name", "Tom & Co"));

            assertThat(decide(asking, half("Tom &amp; Co", Duration.ofSeconds(ASKED_SECONDS_AGO)))
                            .action())
                    .isEqualTo(Action.UPDATE);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({"'', UPDATE", "Hat, REFUSE"})
        void mayHaveNoNameYetButNoOtherName(String name, Action action) {
            assertThat(decide(asked(SHIRT), half(name, Duration.ofSeconds(ASKED_SECONDS_AGO)))
                            .action())
                    .isEqualTo(action);
        }

        @Test
        void isNotKnownByItsNameIfTheMappingSendsNone() {
            Plan asking = asked(document("regular_price", "11"));

            assertThat(decide(asking, half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)))
                            .action())
                    .isEqualTo(Action.REFUSE);
        }

        @Test
        void isNotOursWithoutATimeOfItsCreation() {
            assertThat(decide(asked(SHIRT), half("Shirt", null)).action()).isEqualTo(Action.REFUSE);
        }

        @Test
        void isNotOursIfNoCreateWasLeftWithoutAnAnswer() {
            assertThat(decide(NEW, half("Shirt", Duration.ZERO)).action()).isEqualTo(Action.REFUSE);
        }

        @Test
        void isNotOursWithTheMarkOfAnotherProduct() {
            Found marked = new Found(
                    7, "SKU-1", "draft", "simple", 0, 0, "1-102", "Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO));

            assertThat(decide(asked(SHIRT), marked).action()).isEqualTo(Action.REFUSE);
        }

        @Test
        void isNotOursIfItIsLinkedToAnotherProduct() {
            holders = new Holders(Map.of(7L, 999L), Set.of());

            assertThat(decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)))
                            .action())
                    .isEqualTo(Action.WAIT);
        }

        private Plan asked(Document document) {
            return row().createAsked(NOW.minusSeconds(ASKED_SECONDS_AGO)).plan(Action.ASK, document);
        }

        private Found half(String name, @Nullable Duration age) {
            return new Found(7, "SKU-1", "draft", "simple", 0, 0, null, name, age);
        }
    }

    @Nested
    class AnotherProductWithTheSku {

        @Test
        void isLeftAlone() {
            assertRefused(
                    decide(NEW, found(7, "SKU-1", "simple", null)),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
            assertRefused(
                    decide(NEW, found(7, "SKU-1", "simple", "1-102")),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan made for product 102;"
                            + " change one of the two SKUs, or delete that product");
            assertRefused(
                    decide(NEW, found(7, "SKU-1", "simple", "2-101")),
                    "The store has another product with SKU SKU-1 (id 7) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
        }

        @Test
        void isToldToBeInTheTrash() {
            assertRefused(
                    decide(NEW, new Found(7, "SKU-1", "trash", "simple", 0, 0, null)),
                    "The store has another product with SKU SKU-1 (id 7 in the trash) that Caravan did not make;"
                            + " change one of the two SKUs, or delete that product");
        }

        @Test
        void isLinkedIfTheConnectionLinksExistingProducts() {
            linkExisting = true;

            Plan plan = decide(NEW, found(7, "SKU-1", "simple", null));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.change()).isEqualTo(SHIRT);
        }

        /** The product for which it was created is gone, or has another one. */
        @Test
        void getsOurMarkIfItWasMadeForAnotherProduct() {
            linkExisting = true;

            assertThat(decide(NEW, found(7, "SKU-1", "simple", "1-102")).change())
                    .isEqualTo(SHIRT.marked(OURS));
        }

        @Test
        void isNotTurnedIntoAnotherType() {
            linkExisting = true;

            Plan plan = decide(NEW, found(7, "SKU-1", "variable", null));

            assertThat(plan.refusal()).isNotNull().extracting(Refusal::code).isEqualTo("type_differs");
        }

        /** A create without an answer has made it for that product, which adopts it first. */
        @Test
        void isLeftToTheProductForWhichItWasMade() {
            holders = new Holders(Map.of(), Set.of(102L));
            linkExisting = true;

            Plan plan = decide(NEW, found(7, "SKU-1", "simple", "1-102"));

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
    class Variations {

        private static final Plan VARIANT =
                row().lookFirst().variantOf(50, 70L).plan(Action.ASK, document("regular_price", "11"));

        @Test
        void areFoundBelowTheirParent() {
            Plan plan = decide(VARIANT, new Found(71, "SKU-1", "publish", "variation", 70, 0, OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(71);
        }

        @ParameterizedTest
        @CsvSource({"variation, 60", "simple, 0"})
        void areNothingElse(String type, long parent) {
            assertThat(decide(VARIANT, new Found(71, "SKU-1", "publish", type, parent, 0, OURS))
                            .refusal())
                    .isEqualTo(new Refusal(
                            "sku_taken",
                            "The store has another product with SKU SKU-1 (id 71) that is no variation of this parent;"
                                    + " change one of the two SKUs, or delete that product"));
        }

        @Test
        void areNoProducts() {
            assertThat(decide(NEW, new Found(71, "SKU-1", "publish", "variation", 70, 0, OURS))
                            .refusal())
                    .isEqualTo(new Refusal(
                            "sku_taken",
                            "The store has another product with SKU SKU-1 (id 71) that is a variation;"
                                    + " change one of the two SKUs, or delete that product"));
        }
    }

    @Nested
    class ALinkedProductThatBecomesSimpleAgain {

        private final Plan asking =
                row().linked(7).shows(document("type", "variable")).plan(Action.ASK, SHIRT);

        @Test
        void isSentWithItsTypeFirst() {
            Plan plan = decide(asking, found(6, "OTHER", "external", null), found(7, "SKU-1", "variable", null));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.change().fields().keySet()).containsExactly("type", "name", "regular_price");
        }

        @Test
        void isSentWithoutItIfTheStoreDoesNotShowTheProduct() {
            assertThat(decide(asking, found(6, "SKU-1", "external", null)).change())
                    .isEqualTo(SHIRT);
        }

        @Test
        void keepsItsVariations() {
            assertThat(decide(asking, new Found(7, "SKU-1", "publish", "variable", 0, 1, null))
                            .refusal())
                    .isNotNull()
                    .extracting(Refusal::code)
                    .isEqualTo("has_variations");
        }

        @Test
        void isNotTurnedIfTheShopHasMadeItExternal() {
            assertThat(decide(asking, found(7, "SKU-1", "external", null)).refusal())
                    .isNotNull()
                    .extracting(Refusal::code)
                    .isEqualTo("type_differs");
        }

        @Test
        void keepsWhatWasLeftOut() {
            Refusal leftOut = new Refusal("name_too_long", "The name is too long");

            assertThat(decide(asking.without(leftOut), found(7, "SKU-1", "variable", null))
                            .leftOut())
                    .isEqualTo(leftOut);
        }
    }

    @Nested
    class ASkuThatTheStoreDoesNotHave {

        @Test
        void isCreatedWithoutItsImagesWhichHaveTheirOwnLane() {
            Document document = Documents.of("{name: 'Shirt', images: [{asset: 'a'}]}");

            Plan plan = decide(row().lookFirst().plan(Action.ASK, document));

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
            assertThat(decide(row().error(error).plan(question, SHIRT)).action())
                    .isEqualTo(action);
        }
    }

    @Test
    void waitsUntilAllSkusOfAProductAreAskedFor() {
        Plan asking = row().sent("OLD-1").plan(Action.ASK, SHIRT);
        SkuSearch half = SkuSearch.NONE.heard(Action.ASK, List.of("SKU-1"), Map.of());

        assertThat(SkuMatchDecision.apply(delivery(asking).knowing(half), Holders.NONE, NOW)
                        .plans())
                .containsExactly(asking);
    }

    @Test
    void leavesOtherPlansOfTheCallAsTheyAre() {
        Plan update = row().id(2).linked(8).plan(Action.UPDATE, SHIRT);
        Delivery delivery = delivery(NEW, update).knowing(heard(NEW));

        assertThat(SkuMatchDecision.apply(delivery, Holders.NONE, NOW).plans())
                .extracting(Plan::action)
                .containsExactly(Action.CREATE, Action.UPDATE);
    }

    private Plan decide(Plan plan, Found... found) {
        Delivery asking = new Delivery(
                linkExisting ? Given.storeThatLinks() : Given.store(),
                delivery().token(),
                NOW,
                List.of(plan));
        return SkuMatchDecision.apply(asking.knowing(heard(plan, found)), holders, NOW)
                .plans()
                .get(0);
    }

    /** The store was asked for all SKUs of the product, and shows these. */
    private static SkuSearch heard(Plan plan, Found... found) {
        Map<String, Found> bySku = new HashMap<>();
        for (Found one : found) {
            bySku.put(Skus.key(one.sku()), one);
        }
        return SkuSearch.NONE.heard(plan.action(), SkuSearch.NONE.open(plan).toList(), bySku);
    }

    private static Found found(long id, String sku, String type, @Nullable String mark) {
        return new Found(id, sku, "publish", type, 0, 0, mark);
    }
}
