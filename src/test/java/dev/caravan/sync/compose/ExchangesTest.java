package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of a call whose products pass on SKUs. */
class ExchangesTest {

    @Test
    void leavesACallAsItIsInWhichNothingIsPassedOn() {
        Delivery delivery = call(update(1, "A", "B"), create(2, "C"), update(3, "D", "E"));

        assertThat(Exchanges.arrange(delivery)).isSameAs(delivery);
    }

    @Test
    void sendsFirstWhoGivesUp() {
        Delivery chain = Exchanges.arrange(call(update(1, "A", "B"), update(2, "B", "C"), update(3, "C", "D")));

        assertThat(chain.toSend()).extracting(Plan::key).containsExactly(3L, 2L, 1L);
        assertThat(chain.toSend()).allMatch(plan -> plan.emptyFirst().isEmpty());
    }

    @Test
    void waitsForNoProductThatKeepsItsValue() {
        Plan keeps = row().id(2).linked(20).shows(document("sku", "B")).plan(Action.UPDATE, document("name", "Shirt"));
        Delivery delivery = call(update(1, "A", "B"), keeps);

        assertThat(Exchanges.arrange(delivery)).isSameAs(delivery);
    }

    @Test
    void passesOnAHundredValuesInOneCall() {
        Plan[] chain = LongStream.rangeClosed(1, 100)
                .mapToObj(i -> update(i, "S" + i, "S" + (i + 1)))
                .toArray(Plan[]::new);

        assertThat(Exchanges.arrange(call(chain)).toSend()).hasSize(100);
    }

    /** A store carries out deletions last. */
    @Test
    void letsAllWaitThatGetTheirValuesFromOneThatWaits() {
        Plan deleted = row().id(4).linked(40).shows(document("sku", "D")).plan(Action.DELETE);

        Delivery delivery = Exchanges.arrange(
                call(update(1, "A", "B"), update(2, "B", "C"), update(3, "C", "D"), deleted, update(5, "E", "F")));

        assertThat(delivery.toSend()).extracting(Plan::key).containsExactly(4L, 5L);
        assertThat(delivery.plans())
                .filteredOn(plan -> plan.action() == Action.WAIT)
                .extracting(Plan::refusal)
                .hasSize(3)
                .containsOnly(new Plan.Refusal(
                        "next_call", "Another product of the same call gives up what it gets; it goes next"));
    }

    @Test
    void emptiesOneOfACircle() {
        Delivery circle = Exchanges.arrange(call(update(1, "A", "B"), update(2, "B", "A")));

        assertThat(circle.toSend().stream().filter(plan -> !plan.emptyFirst().isEmpty()))
                .singleElement()
                .satisfies(plan -> assertThat(plan.row().shown().byField())
                        .as("what it shows is not known any more")
                        .doesNotContainKey("sku"));
    }

    @Test
    void letsACreateAndWhoGetsADeletedSkuWait() {
        Plan deleted = row().id(4).linked(40).shows(document("sku", "D")).plan(Action.DELETE);
        Delivery delivery = Exchanges.arrange(
                call(create(1, "A"), update(2, "A", "B"), update(3, "C", "D"), deleted, create(5, "C")));

        assertThat(delivery.toSend()).extracting(Plan::key).containsExactly(2L, 4L);
        assertThat(delivery.plans())
                .hasSize(5)
                .filteredOn(plan -> plan.action() == Action.WAIT)
                .hasSize(3);
    }

    /** Whatever is exchanged: done in its order, no update sets what another one still has, and the call is not too large. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverSetsWhatAnotherOneHas(long seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(99);
        List<String> next =
                new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "S" + i).toList());
        Collections.shuffle(next, random);
        Plan[] plans = new Plan[count];
        for (int i = 0; i < count; i++) {
            plans[i] = random.nextInt(8) == 0 ? update(i + 1, "S" + i, "new" + i) : update(i + 1, "S" + i, next.get(i));
        }
        List<Plan> sent = Exchanges.arrange(call(plans)).toSend();

        List<String> store =
                new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "S" + i).toList());
        sent.stream().filter(plan -> !plan.emptyFirst().isEmpty()).forEach(plan -> store.set((int) plan.key() - 1, ""));
        for (Plan plan : sent) {
            String sku =
                    Objects.requireNonNull(plan.change().fields().get("sku")).asText();
            store.set((int) plan.key() - 1, "");
            assertThat(store).as("when %s is set", sku).doesNotContain(sku);
            store.set((int) plan.key() - 1, sku);
        }
        assertThat(sent.size()
                        + sent.stream()
                                .filter(plan -> !plan.emptyFirst().isEmpty())
                                .count())
                .isLessThanOrEqualTo(100);
        assertThat(store).as("a value is lost to nobody").doesNotHaveDuplicates();
    }

    @Test
    void keepsACallOfSwapsWithinItsLimit() {
        Plan[] swaps = LongStream.rangeClosed(1, 100)
                .mapToObj(i -> update(i, "S" + i, "S" + (i % 2 == 1 ? i + 1 : i - 1)))
                .toArray(Plan[]::new);

        List<Plan> sent = Exchanges.arrange(call(swaps)).toSend();

        assertThat(sent).hasSizeBetween(60, 67);
    }

    @Test
    void emptiesWhatAnotherCallWaitsFor() {
        Plan asked = row().id(1).linked(10).givesUp("sku").plan(Action.UPDATE, document("sku", "B"));

        assertThat(Exchanges.arrange(call(asked)).toSend().get(0).emptyFirst()).containsExactly("sku");
    }

    private static Plan update(long id, String from, String to) {
        return row().id(id).linked(id * 10).shows(document("sku", from)).plan(Action.UPDATE, document("sku", to));
    }

    private static Plan create(long id, String sku) {
        return row().id(id).plan(Action.CREATE, document("sku", sku));
    }

    private static Delivery call(Plan... plans) {
        return new Delivery(Given.store(), new UUID(0, 1), Given.NOW, Arrays.asList(plans));
    }
}
