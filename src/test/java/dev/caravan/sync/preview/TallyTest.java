package dev.caravan.sync.preview;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a row counts as. */
class TallyTest {

    private static final Document SHOWN = document("name", "Mug", "regular_price", "10", "stock_quantity", "3");

    private static Plan update(String name, String price, String quantity) {
        Document wanted =
                document("name", name, "regular_price", price, "stock_quantity", quantity, "create:status", "draft");
        return row().linked(7).shows(SHOWN).plan(Action.UPDATE, wanted);
    }

    private static Tally of(Plan... plans) {
        return Tally.of(List.of(plans));
    }

    @Test
    void fieldsWithAnotherValueAreCountedByTheCataloguesNames() {
        assertThat(of(update("Mug", "11", "3"), update("Cup", "12", "3"), update("Mug", "10", "3")))
                .isEqualTo(new Tally(3, 2, 0, 0, 0, Map.of("price", 2.0, "name", 1.0)));
    }

    /** A quantity is sent in two fields of the store, which are one to a shop manager. */
    @Test
    void aFieldOfTheCatalogueCountsOnceARow() {
        Document shown = document("manage_stock", "false", "stock_quantity", "3");
        Document wanted = document("manage_stock", "true", "stock_quantity", "4");

        assertThat(of(row().linked(7).shows(shown).plan(Action.UPDATE, wanted)))
                .isEqualTo(new Tally(1, 1, 0, 0, 0, Map.of("stockQuantity", 1.0)));
    }

    @Test
    void whatTheStoreDoesNotHaveIsCreatedAndAVariantWithItsParent() {
        Plan variant = Plan.refused(row().variantOf(5, null).claimed(), "MUG-S", "parent_missing", "It is not there");

        assertThat(of(row().plan(Action.CREATE, SHOWN), row().plan(Action.ASK, SHOWN), variant))
                .isEqualTo(new Tally(3, 0, 3, 0, 0, Map.of()));
    }

    @Test
    void whatCannotBeSentIsRefusedWhetherItIsThereOrNot() {
        Plan isNew = Plan.refused(row().claimed(), "MUG", "bad_price", "text");
        Plan linked = Plan.refused(row().linked(7).shows(SHOWN).claimed(), "MUG", "bad_price", "text");

        assertThat(of(isNew, linked)).isEqualTo(new Tally(2, 0, 0, 0, 2, Map.of()));
    }

    @Test
    void whereNothingIsKnownNoFieldIsSaidToChange() {
        Plan byHand = row().linked(7).plan(Action.UPDATE, SHOWN);
        Plan waitsInFull = row().linked(7).shows(document("type", "simple")).plan(Action.UPDATE, SHOWN);

        assertThat(of(byHand, waitsInFull)).isEqualTo(new Tally(2, 0, 0, 2, 0, Map.of()));
    }

    @Test
    void aSampleStandsForMore() {
        Tally all = Tally.NONE.plus(of(update("Mug", "11", "3")), 10).plus(of(update("Cup", "11", "3")), 2.5);

        assertThat(all).isEqualTo(new Tally(12.5, 12.5, 0, 0, 0, Map.of("price", 12.5, "name", 2.5)));
    }
}
