package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.compose.SkuAnswers.found;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a product that is in the store already becomes the catalogue's product. */
class AdoptionTest {

    private static final Document SHIRT = document("name", "Shirt", "regular_price", "11");
    private static final Plan NEW = row().lookFirst().plan(Action.ASK, SHIRT);
    /** The mark of product 101 of account 1. */
    private static final String OURS = "1-101";

    private final SkuAnswers store = new SkuAnswers();

    @Test
    void becomesSimpleAgainIfItHasNoVariationsLeft() {
        Plan plan = store.decide(NEW, found(7, "SKU-1", "variable", OURS));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.change()).isEqualTo(document("type", "simple", "name", "Shirt", "regular_price", "11"));
        assertThat(plan.change().fields().keySet()).startsWith("type");
    }

    @Test
    void keepsItsVariations() {
        Plan plan = store.decide(NEW, new Found(7, "SKU-1", "publish", "variable", 0, 2, OURS));

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

        Plan plan = store.decide(asking, new Found(7, "SKU-1", "publish", "variable", 0, 2, OURS));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
    }

    /** Before its attributes are sent without any choice. */
    @Test
    void isAskedForTheShopsChoices() {
        Document withoutChoice = Documents.of("{type: 'variable', attributes: [{name: 'Material'}]}");

        assertThat(store.decide(row().lookFirst().plan(Action.ASK, withoutChoice), found(7, "SKU-1", "variable", OURS))
                        .action())
                .isEqualTo(Action.ASK_TYPE);
        assertThat(store.decide(row().lookFirst().plan(Action.ASK, withoutChoice), found(7, "SKU-1", "simple", OURS))
                        .action())
                .as("a simple product has none")
                .isEqualTo(Action.UPDATE);
    }

    @ParameterizedTest(name = "status {0}")
    @CsvSource({", draft", "publish, publish"})
    void comesOutOfTheTrashByItsStatus(@Nullable String status, String sent) {
        Document document = status == null ? SHIRT : document("name", "Shirt", "status", status);

        Plan plan = store.decide(
                row().lookFirst().plan(Action.ASK, document), new Found(7, "SKU-1", "trash", "simple", 0, 0, OURS));

        assertThat(plan.change().fields()).containsEntry("status", TextNode.valueOf(sent));
    }

    @Nested
    class Variations {

        private static final Plan VARIANT =
                row().lookFirst().variantOf(50, 70L).plan(Action.ASK, document("regular_price", "11"));

        @Test
        void areFoundBelowTheirParent() {
            Plan plan = store.decide(VARIANT, new Found(71, "SKU-1", "publish", "variation", 70, 0, OURS));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(71);
        }

        @ParameterizedTest
        @CsvSource({"variation, 60", "simple, 0"})
        void areNothingElse(String type, long parent) {
            assertThat(store.decide(VARIANT, new Found(71, "SKU-1", "publish", type, parent, 0, OURS))
                            .refusal())
                    .isEqualTo(new Refusal(
                            "sku_taken",
                            "The store has another product with SKU SKU-1 (id 71) that is no variation of this parent;"
                                    + " change one of the two SKUs, or delete that product"));
        }

        @Test
        void areNoProducts() {
            assertThat(store.decide(NEW, new Found(71, "SKU-1", "publish", "variation", 70, 0, OURS))
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
            Plan plan = store.decide(
                    row().linked(7).sent("OLD-1").plan(Action.ASK, SHIRT),
                    found(6, "SKU-1", "external", null),
                    found(7, "OLD-1", "variable", null));

            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.wooProductId()).isEqualTo(7);
            assertThat(plan.change().fields().keySet()).containsExactly("type", "name", "regular_price");
        }

        @Test
        void isSentWithoutItIfTheStoreDoesNotShowTheProduct() {
            assertThat(store.decide(asking, found(6, "SKU-1", "external", null)).change())
                    .isEqualTo(SHIRT);
        }

        @Test
        void keepsItsVariations() {
            assertThat(store.decide(asking, new Found(7, "SKU-1", "publish", "variable", 0, 1, null))
                            .refusal())
                    .isNotNull()
                    .extracting(Refusal::code)
                    .isEqualTo("has_variations");
        }

        @Test
        void isNotTurnedIfTheShopHasMadeItExternal() {
            assertThat(store.decide(asking, found(7, "SKU-1", "external", null)).refusal())
                    .isNotNull()
                    .extracting(Refusal::code)
                    .isEqualTo("type_differs");
        }

        @Test
        void keepsWhatWasLeftOut() {
            Refusal leftOut = new Refusal("name_too_long", "The name is too long");

            assertThat(store.decide(asking.without(leftOut), found(7, "SKU-1", "variable", null))
                            .leftOut())
                    .isEqualTo(leftOut);
        }
    }
}
