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

    /** Of five products the first {@code stored} show what was sent. */
    @ParameterizedTest(name = "{0} of 5 are stored: {1} goes alone")
    @CsvSource({"0, 0", "1, 1", "4, 4"})
    void letsTheFirstGoAloneThatIsNotStored(int stored, int suspect) {
        Delivery found = PoisonFinder.apply(delivery(5), shown(5, stored));

        for (int i = 0; i < 5; i++) {
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
