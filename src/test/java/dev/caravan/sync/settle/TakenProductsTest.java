package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.OUTCOMES;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import org.junit.jupiter.api.Test;

/** Products that a store took, and whose answer shows that something is wrong with them all the same. */
class TakenProductsTest {

    private static final Document PRICE = Documents.of("{'regular_price':'11'}");
    private static final Document CATEGORIES = Documents.of("{'categories':[{'id':16},{'id':17,'name':'Sale'}]}");
    private static final Document WHOLE = Documents.of(
            "{'regular_price':'11','categories':[{'id':16},{'id':17,'name':'Sale'}],'images':[{'asset':'a'}]}");
    private static final ItemOutcome WITHOUT_SALE = done("{'categories':[{'id':16}]}");

    @Test
    void sendsAProductAgainWithTheCategoryThatTheStoreHasLost() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).shows(PRICE).plan(Action.UPDATE, CATEGORIES), WITHOUT_SALE, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.dueAt()).isEqualTo(NOW);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(PRICE));
        assertThat(settled.code()).isEqualTo("term_lost");
        assertThat(settled.message()).isEqualTo("The store no longer has category 17; made again");
    }

    @Test
    void makesALostCategoryOnlyOnce() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).error("term_lost").plan(Action.UPDATE, CATEGORIES), WITHOUT_SALE, store());

        assertThat(settled.result()).isEqualTo(Result.SYNCED);
    }

    @Test
    void looksIntoACategoryThatIsMissingThoughItWasNotSent() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).shows(WHOLE).plan(Action.UPDATE, WHOLE, PRICE), WITHOUT_SALE, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.exported()).as("the price was taken").isTrue();
        assertThat(settled.dueAt()).isEqualTo(NOW);
        assertThat(settled.attempts()).isZero();
        assertThat(settled.code()).isEqualTo("terms_missing");
        assertThat(settled.message()).startsWith("The store shows it without category Sale. ");
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(WHOLE).shownOtherwise("categories", true));
    }

    /** They are handed over when the product is settled. */
    @Test
    void doesNotTakeImagesForShownWhileItLooksIntoACategory() {
        Given.Row row = row().linked(7)
                .shows(Documents.of("{'regular_price':'10','categories':[{'id':16},{'id':17,'name':'Sale'}]}"));

        Settlement settled = OUTCOMES.of(row.plan(Action.UPDATE, WHOLE, PRICE), WITHOUT_SALE, store());

        assertThat(settled.code()).isEqualTo("terms_missing");
        assertThat(settled.shown().byField()).containsOnlyKeys("regular_price", "categories");
        assertThat(settled.shown().shows("regular_price", "11")).isTrue();
    }

    /** Both backslashes of the request are one in the store, and none after it has written the text again. */
    @Test
    void sendsATextAgainThatHasLostItsBackslashes() {
        Document band = document("name", "AC\\\\DC", "regular_price", "11");
        Given.Row row = row().linked(7).shows(document("name", "AC\\\\DC", "regular_price", "10"));

        Settlement settled = OUTCOMES.of(row.plan(Action.UPDATE, band, PRICE), done("{'name':'ACDC'}"), store());
        Settlement again = OUTCOMES.of(
                row.error("backslash_lost").plan(Action.UPDATE, band, PRICE), done("{'name':'ACDC'}"), store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.dueAt()).isEqualTo(NOW);
        assertThat(settled.code()).isEqualTo("backslash_lost");
        assertThat(settled.message()).isEqualTo("The store shows name without backslashes; sent once more");
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(PRICE));
        assertThat(again.result()).isEqualTo(Result.SYNCED);
    }

    @Test
    void sendsAVariationAgainAfterItsParentIfTheStoreDropsItsOption() {
        Document large = Documents.of("{'regular_price':'11','attributes':[{'name':'Size','option':'L'}]}");
        Given.Row row = row().linked(7).variantOf(9, 90L);
        ItemOutcome open = done("{'attributes':[]}");

        Settlement first = OUTCOMES.of(row.plan(Action.UPDATE, large), open, store());
        Settlement second = OUTCOMES.of(row.error("choice_lost").plan(Action.UPDATE, large), open, store());
        Settlement last = OUTCOMES.of(row.failed(2, NOW).plan(Action.UPDATE, large), open, store());

        String message = "The store drops its choice (Size L), as the variable product 9 does not vary in it there";
        assertThat(first.dueAt()).isEqualTo(NOW);
        assertThat(first.attempts()).isZero();
        assertThat(first.code()).isEqualTo("choice_lost");
        assertThat(first.message()).isEqualTo(message + " yet; that one goes first");
        assertThat(first.shown().wasRefused(large, "attributes")).isTrue();
        assertThat(second.attempts()).isEqualTo(1);
        assertThat(second.dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(second.message()).isEqualTo(message);
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message()).isEqualTo(message + ": see why that one failed");
    }

    @Test
    void tellsOfAProductThatHasAnotherTypeInTheStore() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).plan(Action.UPDATE, PRICE), done("{'type':'external'}"), store());

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.exported()).isTrue();
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(PRICE));
        assertThat(settled.code()).isEqualTo("type_differs");
        assertThat(settled.message()).startsWith("The store's product 7 is of type external");
    }

    @Test
    void tellsWhichFieldsCouldNotBeSent() {
        Plan plan = row().linked(7)
                .plan(Action.UPDATE, PRICE)
                .without(new Refusal("not_a_number", "weight cannot be \"heavy\""));

        Settlement settled = OUTCOMES.of(plan, done("{}"), store());

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.exported()).isTrue();
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(PRICE));
        assertThat(settled.code()).isEqualTo("not_a_number");
        assertThat(settled.message()).isEqualTo("weight cannot be \"heavy\"; all other fields were sent");
    }

    private static ItemOutcome done(String product) {
        return new ItemOutcome.Done(1, 7, Documents.shown(product));
    }
}
