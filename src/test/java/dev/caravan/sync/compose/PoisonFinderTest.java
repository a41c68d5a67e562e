package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.ShownProducts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a call of updates stopped. */
class PoisonFinderTest {

    private static final Document CHANGE = document("regular_price", "11");

    /** The first {@code stored} of them show what was sent. */
    @ParameterizedTest(name = "{1} of {0} are stored: {2} goes alone")
    @CsvSource({"5, 0, 0", "5, 1, 1", "5, 4, 4", "2, 0, 0", "2, 1, 1"})
    void letsTheFirstGoAloneThatIsNotStored(int products, int stored, int suspect) {
        Delivery found = PoisonFinder.apply(delivery(products), shown(products, stored));

        for (int i = 0; i < products; i++) {
            assertThat(found.plans().get(i).action()).isEqualTo(i == suspect ? Action.ALONE : Action.UPDATE);
        }
        assertThat(found.hasQuestion()).isFalse();
    }

    @Test
    void letsAllGoAgainWhenTheyAreStored() {
        assertThat(PoisonFinder.apply(delivery(5), shown(5, 5)).plans())
                .allMatch(plan -> plan.action() == Action.UPDATE);
    }

    @Test
    void takesAProductThatTheStoreHasNoMoreForTheEndOfTheCall() {
        Map<Long, ShownProduct> shown = shown(5, 5);
        shown.remove(1003L);

        assertThat(PoisonFinder.apply(delivery(5), shown).plans().get(3).action())
                .isEqualTo(Action.ALONE);
    }

    @Test
    void suspectsNobodyWhoIsAloneAlready() {
        assertThat(PoisonFinder.apply(delivery(1), shown(1, 0)).plans())
                .allMatch(plan -> plan.action() == Action.UPDATE);
    }

    @Test
    void letsTheFirstCreateGoAloneThatTheStoreDoesNotHave() {
        Plan adopted = created(1, Action.UPDATE);
        Plan missing = created(2, Action.CREATE);
        Plan later = created(3, Action.CREATE);

        Delivery found = PoisonFinder.applyToCreates(delivery(List.of(adopted, missing, later)));

        assertThat(found.plans()).extracting(Plan::action).containsExactly(Action.UPDATE, Action.ALONE, Action.CREATE);
    }

    @Test
    void letsTheFirstOfTwoCreatesGoAlone() {
        Delivery found =
                PoisonFinder.applyToCreates(delivery(List.of(created(1, Action.CREATE), created(2, Action.CREATE))));

        assertThat(found.plans()).extracting(Plan::action).containsExactly(Action.ALONE, Action.CREATE);
    }

    /** The store works through creates before all updates. */
    @Test
    void suspectsNoUpdateIfACreateIsSuspected() {
        List<Plan> plans = new ArrayList<>(delivery(2).plans());
        plans.add(created(9, Action.ALONE));

        assertThat(PoisonFinder.apply(delivery(plans), shown(2, 0)).plans())
                .extracting(Plan::action)
                .containsExactly(Action.UPDATE, Action.UPDATE, Action.ALONE);
    }

    @Test
    void asksForTheProductsOfTheFailedCallAndForTheFieldsThatWereSent() {
        Delivery call = delivery(List.of(
                row().id(1).linked(1001).plan(Action.LOOK, document("regular_price", "11")),
                row().id(2).linked(1002).plan(Action.LOOK, document("name", "Shirt", "regular_price", "12")),
                row().id(3).linked(1003).plan(Action.UPDATE, document("description", "new since then"))));

        assertThat(PoisonFinder.ids(call)).containsExactly(1001L, 1002L);
        assertThat(PoisonFinder.fields(call)).containsExactly("name", "regular_price");
    }

    @Test
    void waitsUntilAllSkusAreAskedFor() {
        Delivery open = delivery(List.of(created(1, Action.CREATE), created(2, Action.ASK)));

        assertThat(PoisonFinder.applyToCreates(open)).isEqualTo(open);
    }

    private static Plan created(long id, Action action) {
        return row().id(id).batchLimit(3).error("no_clear_answer").plan(action, CHANGE, true);
    }

    @Test
    void comparesAsTheStoreWritesIt() {
        Map<Long, ShownProduct> shown = shown(2, 2);
        shown.put(
                1000L,
                ShownProducts.of(
                        JsonNodeFactory.instance.objectNode().put("id", 1000).put("regular_price", "11.00")));

        assertThat(PoisonFinder.apply(delivery(2), shown).plans()).allMatch(plan -> plan.action() == Action.UPDATE);
    }

    @Test
    void isDueAfterACallOfManyFailedWithoutAClearAnswer() {
        assertThat(PoisonFinder.isDue(
                        row().linked(7).batchLimit(9).error("no_clear_answer").plan(Action.UPDATE, CHANGE)))
                .isTrue();
        assertThat(PoisonFinder.isDue(
                        row().linked(7).batchLimit(1).error("no_clear_answer").plan(Action.UPDATE, CHANGE)))
                .isFalse();
        assertThat(PoisonFinder.isDue(
                        row().linked(7).batchLimit(9).error("too_large").plan(Action.UPDATE, CHANGE)))
                .isFalse();
        assertThat(PoisonFinder.isDue(row().linked(7).error("no_clear_answer").plan(Action.UPDATE, CHANGE)))
                .isFalse();
    }

    private static Delivery delivery(int products) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            plans.add(row().id(i).linked(1000 + i).plan(Action.LOOK, CHANGE));
        }
        return delivery(plans);
    }

    private static Delivery delivery(List<Plan> plans) {
        return new Delivery(Given.store(), new UUID(0, 1), Instant.EPOCH, plans);
    }

    private static Map<Long, ShownProduct> shown(int products, int stored) {
        Map<Long, ShownProduct> shown = new HashMap<>();
        for (int i = 0; i < products; i++) {
            shown.put(
                    1000L + i,
                    ShownProducts.of(JsonNodeFactory.instance
                            .objectNode()
                            .put("id", 1000 + i)
                            .put("regular_price", i < stored ? "11" : "10")));
        }
        return shown;
    }
}
