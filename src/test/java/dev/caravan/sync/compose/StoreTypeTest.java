package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.delivery;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a product of a store has the type of the catalogue's product, and what Caravan does if not. */
class StoreTypeTest {

    private static final Document SHIRT = document("name", "Shirt");
    private static final Document VARIABLE = document("name", "Shirt", "type", "variable");

    private static final String SIMPLE_THERE = "The store's product 7 is simple there, and variable in the catalogue;"
            + " Caravan does not turn it into another type: make it variable in the store, or simple in the catalogue";
    private static final String VARIABLE_THERE = "The store's product 7 is variable there, and simple in the catalogue;"
            + " Caravan does not turn it into another type: make it simple in the store, or variable in the catalogue";
    private static final String EXTERNAL_THERE =
            "The store's product 7 is of type external, which Caravan does not make"
                    + " and does not turn into another: change its type to simple in the store";
    private static final String BY_AN_EXPORT = ", or export the product with all fields, which makes it variable there";
    private static final String OR_UNLINK = ", or unlink it";

    @Nested
    class BeforeALinkedProductIsWritten {

        @Test
        void theStoreIsAskedIfTheTypeIsSent() {
            assertThat(StoreType.mustAsk(row().linked(7).plan(Action.UPDATE, VARIABLE)))
                    .isTrue();
            assertThat(StoreType.mustAsk(row().linked(7).plan(Action.UPDATE, SHIRT)))
                    .isFalse();
        }

        @Test
        void theStoreIsAskedIfAUserHasLinkedItOrItsTypeDifferedBefore() {
            assertThat(StoreType.mustAsk(row().linked(7).lookFirst().plan(Action.UPDATE, SHIRT)))
                    .isTrue();
            assertThat(StoreType.mustAsk(
                            row().linked(7).error(ErrorCode.TYPE_DIFFERS).plan(Action.UPDATE, SHIRT)))
                    .isTrue();
        }

        @Test
        void theStoreIsAskedOnce() {
            assertThat(StoreType.mustAsk(row().linked(7).plan(Action.UPDATE, VARIABLE, true)))
                    .isFalse();
        }

        static Stream<Given.Row> rowsWithoutAType() {
            return Stream.of(
                    row(),
                    row().linked(7).variantOf(50, 70L),
                    row().linked(7).images(),
                    row().linked(7).intent(Intent.DRAFT));
        }

        @ParameterizedTest
        @MethodSource("rowsWithoutAType")
        void theStoreIsNotAskedAboutNewProductsVariationsImagesAndRemovals(Given.Row row) {
            assertThat(StoreType.mustAsk(row.lookFirst().plan(Action.UPDATE, VARIABLE)))
                    .isFalse();
        }

        @Test
        void onlyProductsToBeAskedForAreNamed() {
            Plan asking = row().linked(7).plan(Action.ASK_TYPE, VARIABLE);
            Plan update = row().id(2).linked(8).plan(Action.UPDATE, SHIRT);

            assertThat(StoreType.ids(delivery(asking, update))).containsExactly(7L);
        }

        @Test
        void itsTypeIsReadAndWhereTheShopsChoicesCountAlsoItsAttributesAndOurMark() {
            Document withoutChoice = Documents.of("{type: 'variable', attributes: [{name: 'Material'}]}");
            Plan choices = row().linked(7).plan(Action.ASK_TYPE, withoutChoice);
            Plan type = row().id(2).linked(8).plan(Action.ASK_TYPE, VARIABLE);
            Plan update = row().id(3).linked(9).plan(Action.UPDATE, withoutChoice);

            assertThat(StoreType.fields(delivery(type, update))).containsExactly("type");
            assertThat(StoreType.fields(delivery(type, choices)))
                    .containsExactlyInAnyOrder("type", "attributes", "meta_data");
        }
    }

    @Nested
    class TheStoresAnswer {

        @Test
        void letsAProductOfTheSameTypeBeUpdated() {
            Plan plan = answered(row().linked(7).plan(Action.ASK_TYPE, SHIRT), "{type: 'simple'}");

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.change()).isEqualTo(SHIRT);
        }

        @Test
        void leavesNothingToBeDoneForAProductThatShowsAllAlready() {
            Plan asking = row().linked(7).lookFirst().plan(Action.ASK_TYPE, SHIRT, document());

            assertThat(answered(asking, "{type: 'simple'}").action()).isEqualTo(Action.NOTHING);
        }

        @Test
        void letsAProductBeUpdatedOfWhichTheStoreShowsNothing() {
            Plan asking = row().linked(7).plan(Action.ASK_TYPE, VARIABLE);

            assertThat(StoreType.apply(delivery(asking), Map.of())
                            .plans()
                            .get(0)
                            .action())
                    .isEqualTo(Action.UPDATE);
        }

        @Test
        void letsASuspectBeLookedForAfterACallThatEndedWithoutAClearAnswer() {
            Plan asking = row().linked(7)
                    .batchLimit(9)
                    .error(ErrorCode.NO_CLEAR_ANSWER)
                    .plan(Action.ASK_TYPE, VARIABLE);

            assertThat(answered(asking, "{type: 'variable'}").action()).isEqualTo(Action.LOOK);
        }

        @Test
        void letsALinkedProductBecomeVariableOnlyIfTheTypeIsSent() {
            Plan turns = row().linked(7).plan(Action.ASK_TYPE, VARIABLE);
            Plan leaves = row().linked(7).error(ErrorCode.TYPE_DIFFERS).plan(Action.ASK_TYPE, VARIABLE, SHIRT);

            assertThat(answered(turns, "{type: 'simple'}").action()).isEqualTo(Action.UPDATE);
            assertRefused(answered(leaves, "{type: 'simple'}"), SIMPLE_THERE + BY_AN_EXPORT + OR_UNLINK);
        }

        /** The shop's product may be another one than the user thinks. */
        @Test
        void doesNotTurnAProductThatAUserHasLinkedByHand() {
            Plan byHand = row().linked(7).lookFirst().plan(Action.ASK_TYPE, VARIABLE);

            assertRefused(answered(byHand, "{type: 'simple'}"), SIMPLE_THERE + OR_UNLINK);
        }

        @Test
        void doesNotTurnAProductOfATypeThatCaravanDoesNotMake() {
            Plan turns = row().linked(7).plan(Action.ASK_TYPE, document("name", "Shirt", "type", "simple"));

            assertRefused(answered(turns, "{type: 'external'}"), EXTERNAL_THERE + OR_UNLINK);
        }

        @Test
        void concernsOnlyTheProductsThatWereAskedFor() {
            Plan update = row().linked(7).plan(Action.UPDATE, SHIRT);

            assertThat(answered(update, "{type: 'external'}")).isEqualTo(update);
        }

        @Test
        void keepsTheShopsChoicesInWhatIsSent() {
            Plan asking = row().linked(7)
                    .plan(Action.ASK_TYPE, Documents.of("{type: 'variable', attributes: [{name: 'Material'}]}"));

            Plan plan = answered(
                    asking,
                    "{type: 'variable', attributes: [{id: 4, name: 'Colour', variation: true, options: ['Red']}]}");

            assertThat(plan.change().fields().get("attributes"))
                    .extracting(attribute -> attribute.path("id").asLong())
                    .containsExactly(0L, 4L);
        }

        private Plan answered(Plan plan, String product) {
            Map<Long, ShownProduct> products = Map.of(7L, shown(product));
            return StoreType.apply(delivery(plan), products).plans().get(0);
        }

        private void assertRefused(Plan plan, String message) {
            assertThat(plan.action()).isEqualTo(Action.REFUSE);
            assertThat(plan.refusal()).isEqualTo(new Refusal("type_differs", message));
        }
    }

    @Test
    void leavesAPlanAsItIsThatDidNotAskForTheType() {
        Plan create = row().plan(Action.CREATE, SHIRT);

        assertThat(StoreType.fine(create)).isSameAs(create);
    }

    @Nested
    class AnUpdatesAnswer {

        @Test
        void tellsThatTheShopHasTurnedTheProduct() {
            assertThat(after(row().linked(7).plan(Action.UPDATE, SHIRT), "external"))
                    .contains(new Refusal(
                            "type_differs", EXTERNAL_THERE + OR_UNLINK + ". What was sent may not count there"));
            assertThat(after(row().linked(7).plan(Action.UPDATE, SHIRT), "variable"))
                    .contains(new Refusal(
                            "type_differs", VARIABLE_THERE + OR_UNLINK + ". What was sent may not count there"));
        }

        @Test
        void tellsItBesidesTheFieldsThatWereLeftOut() {
            Plan plan = row().linked(7)
                    .plan(Action.UPDATE, SHIRT)
                    .without(new Refusal("name_too_long", "The name is too long"));

            assertThat(after(plan, "external"))
                    .get()
                    .extracting(Refusal::message)
                    .asString()
                    .endsWith(". What was sent may not count there; The name is too long");
        }

        @ParameterizedTest
        @ValueSource(strings = {"simple", ""})
        void tellsNothingIfTheTypeIsTheSameOrNotShown(String type) {
            assertThat(after(row().linked(7).plan(Action.UPDATE, SHIRT), type)).isEmpty();
        }

        static Stream<Plan> plansWithoutAType() {
            return Stream.of(
                    row().linked(7).plan(Action.DRAFT, SHIRT),
                    row().linked(7).variantOf(50, 70L).plan(Action.UPDATE, SHIRT),
                    row().linked(7).images().plan(Action.UPDATE, SHIRT));
        }

        @ParameterizedTest
        @MethodSource("plansWithoutAType")
        void tellsNothingOfDraftsVariationsAndImages(Plan plan) {
            assertThat(after(plan, "external")).isEmpty();
        }

        private Optional<Refusal> after(Plan plan, String type) {
            return StoreType.in(plan, new ItemOutcome.Done(1, 7, shown("{type: '" + type + "'}")));
        }
    }

    @Nested
    class ARefusalOfTheStore {

        private static final String OF_AN_EXTERNAL_PRODUCT = "product_external_invalid_stock_quantity";
        private static final String OF_A_VARIATION = "woocommerce_rest_invalid_product_id";

        @Test
        void tellsThatTheProductIsExternal() {
            assertThat(refusedWith(OF_AN_EXTERNAL_PRODUCT, row().linked(7).plan(Action.UPDATE, SHIRT)))
                    .contains(new Refusal("type_differs", EXTERNAL_THERE + OR_UNLINK));
        }

        @Test
        void tellsThatTheProductIsAVariationThere() {
            assertThat(refusedWith(OF_A_VARIATION, row().linked(7).plan(Action.UPDATE, SHIRT)))
                    .contains(new Refusal(
                            "type_differs",
                            "The store's product 7 is a variation of another one there, and none in the catalogue:"
                                    + " unlink it, and link the right one"));
            assertThat(refusedWith(
                            OF_A_VARIATION, row().linked(7).variantOf(50, 70L).plan(Action.UPDATE, SHIRT)))
                    .as("a variation is one in the catalogue too")
                    .isEmpty();
        }

        @Test
        void tellsNothingOfTheTypeOtherwise() {
            assertThat(refusedWith("product_invalid_sku", row().linked(7).plan(Action.UPDATE, SHIRT)))
                    .isEmpty();
            assertThat(refusedWith(OF_AN_EXTERNAL_PRODUCT, row().linked(7).plan(Action.DELETE, SHIRT)))
                    .isEmpty();
            assertThat(refusedWith(
                            OF_AN_EXTERNAL_PRODUCT, row().linked(7).images().plan(Action.UPDATE, SHIRT)))
                    .isEmpty();
        }

        private Optional<Refusal> refusedWith(String code, Plan plan) {
            return StoreType.in(plan, new ItemOutcome.Refused(1, code, "No"));
        }
    }

    @Nested
    class AProductThatIsFoundByItsSku {

        private static final String FOUND = "The store's product 7 with SKU SKU-1";

        @Test
        void isNotAdoptedIfItIsOfAnotherType() {
            Plan plan = row().plan(Action.ASK, SHIRT);

            assertThat(StoreType.refused(plan, found("grouped"), false))
                    .get()
                    .extracting(Plan::refusal)
                    .isEqualTo(new Refusal(
                            "type_differs",
                            FOUND + " is of type grouped, which Caravan does not make and does not turn into another:"
                                    + " change its type to simple in the store, or change one of the two SKUs"));
        }

        /** Caravan has created it, and may turn it between the types that it makes. */
        @ParameterizedTest(name = "{0} there and {1} here, made by Caravan {2}: refused {3}")
        @CsvSource({
            "simple, simple, false, false",
            "variable, variable, false, false",
            "variable, simple, false, true",
            "variable, simple, true, false",
            "simple, variable, false, true",
            "simple, variable, true, false",
            "external, simple, true, true",
            "grouped, variable, true, true",
            "subscription, simple, false, true"
        })
        void isTurnedOnlyIfCaravanHasMadeIt(String theirs, String ours, boolean made, boolean refused) {
            Plan plan = row().plan(Action.ASK, document("name", "Shirt", "type", ours));

            assertThat(StoreType.refused(plan, found(theirs), made).isPresent()).isEqualTo(refused);
        }

        @Test
        void hasNoTypeOfItsOwnAsAVariation() {
            assertThat(StoreType.refused(row().variantOf(50, 70L).plan(Action.ASK, SHIRT), found("variation"), false))
                    .isEmpty();
        }

        private Found found(String type) {
            return new Found(7, "SKU-1", "publish", type, 0, 0, null);
        }
    }

    @Test
    void decidesAboutEachProductOfACall() {
        Plan wrong = row().linked(7).plan(Action.ASK_TYPE, SHIRT);
        Plan right = row().id(2).linked(8).plan(Action.ASK_TYPE, SHIRT);

        assertThat(StoreType.apply(
                                delivery(wrong, right),
                                Map.of(7L, shown("{type: 'external'}"), 8L, shown("{type: 'simple'}")))
                        .plans())
                .extracting(Plan::action)
                .isEqualTo(List.of(Action.REFUSE, Action.UPDATE));
    }
}
