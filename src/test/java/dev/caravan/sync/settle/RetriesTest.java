package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.OUTCOMES;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that took no call, because they wait for something. The waits after failures are 5 s, 10 s, 20 s …, each up to 20 % longer or shorter. */
class RetriesTest {

    private static final Document SHOWN = document("name", "Shirt");
    private static final Refusal SKU_OF_ANOTHER = new Refusal("waits_for_product", "Product 102 has SKU SKU-1");

    @Test
    void waitsTwoSecondsForTheCallThatMakesItsTerm() {
        Settlement settled = OUTCOMES.withoutCall(
                row().linked(7).shows(SHOWN).lookFirst().failed(2, NOW).plan(Action.WAIT));

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.dueAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(settled.attempts()).as("it has not failed").isEqualTo(2);
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(SHOWN));
        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.code()).isEqualTo("waits_for_others");
        assertThat(settled.message())
                .isEqualTo("Another call is making a category, tag, attribute or option that it needs");
    }

    @Test
    void waitsForTheCallThatBringsOneOfItsImages() {
        Settlement settled = OUTCOMES.withoutCall(row().linked(7).images().plan(Action.WAIT));

        assertThat(settled.message()).isEqualTo("Another call is bringing one of its images");
    }

    @Test
    void isSentAtOnceIfTheNextCallCanTakeIt() {
        Settlement settled =
                OUTCOMES.withoutCall(waiting(row().failed(1, NOW), new Refusal("next_call", "in a moment")));

        assertThat(settled.dueAt()).isEqualTo(NOW);
        assertThat(settled.attempts()).isEqualTo(1);
        assertThat(settled.code()).isEqualTo("next_call");
        assertThat(settled.message()).isEqualTo("in a moment");
    }

    @ParameterizedTest(name = "after {0} waits: again after {1} to {2} s")
    @CsvSource({"0, 2, 2", "2, 2, 2", "3, 32, 48", "4, 64, 96"})
    void waitsShortlyForAnotherProductAndThenLonger(int waits, long least, long most) {
        Settlement settled = OUTCOMES.withoutCall(waiting(row().failed(waits, NOW), SKU_OF_ANOTHER));

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isEqualTo(waits + 1);
        assertThat(settled.dueAt()).isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
        assertThat(settled.code()).isEqualTo("waits_for_product");
        assertThat(settled.message()).isEqualTo("Product 102 has SKU SKU-1");
    }

    /** With three attempts and five more waits. */
    @Test
    void doesNotWaitWithoutEndForAnotherProduct() {
        Settlement seventh = OUTCOMES.withoutCall(waiting(row().failed(6, NOW), SKU_OF_ANOTHER));
        Settlement eighth = OUTCOMES.withoutCall(waiting(row().failed(7, NOW), SKU_OF_ANOTHER));

        assertThat(seventh.result()).isEqualTo(Result.RETRY);
        assertThat(eighth.result()).isEqualTo(Result.DEAD);
        assertThat(eighth.code()).isEqualTo("waits_for_product");
        assertThat(eighth.message()).isEqualTo("Product 102 has SKU SKU-1; it still has not");
    }

    @Test
    void stillLooksForALostCreateAfterTheWait() {
        assertThat(OUTCOMES.withoutCall(waiting(row().lookFirst(), SKU_OF_ANOTHER))
                        .lookFirst())
                .isTrue();
        assertThat(OUTCOMES.withoutCall(waiting(row(), SKU_OF_ANOTHER)).lookFirst())
                .isFalse();
        assertThat(OUTCOMES.withoutCall(waiting(row().lookFirst().linked(7), SKU_OF_ANOTHER))
                        .lookFirst())
                .as("it has been found")
                .isFalse();
    }

    @Test
    void countsAnAttemptForAnyOtherReasonToWait() {
        Refusal refusal = new Refusal("term_refused", "The store does not make category Sale");
        Settlement update = OUTCOMES.withoutCall(waiting(row().linked(7).shows(SHOWN), refusal));
        Settlement create = OUTCOMES.withoutCall(waiting(row(), refusal));
        Settlement last = OUTCOMES.withoutCall(waiting(row().failed(Given.MAX_ATTEMPTS - 1, NOW), refusal));

        assertThat(update.attempts()).isEqualTo(1);
        assertThat(update.dueAt()).isBetween(NOW.plusSeconds(4), NOW.plusSeconds(6));
        assertThat(update.shown()).isEqualTo(FieldHashes.of(SHOWN));
        assertThat(update.lookFirst()).isFalse();
        assertThat(create.lookFirst()).isTrue();
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message()).isEqualTo("The store does not make category Sale");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"sku, sku_taken", "global_unique_id, gtin_taken"})
    void isADeadLetterIfAnotherProductKeepsTheValue(String field, String code) {
        Settlement settled = OUTCOMES.held(
                row().plan(Action.CREATE, SHOWN), new HeldValue(field, 9, false, false, "Product 109 has it"));

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.code()).isEqualTo(code);
        assertThat(settled.message()).isEqualTo("Product 109 has it");
    }

    @Test
    void waitsIfAnotherProductReleasesTheValue() {
        Settlement settled = OUTCOMES.held(
                row().plan(Action.CREATE, SHOWN), new HeldValue("sku", 9, true, true, "Product 109 has it"));

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.code()).isEqualTo("waits_for_product");
    }

    @Test
    void isClaimedAloneIfACallSeemsToHaveEndedAtIt() {
        assertThat(OUTCOMES.withoutCall(row().linked(7).plan(Action.ALONE)).batchLimit())
                .isEqualTo(1);
    }

    private static Plan waiting(Given.Row row, Refusal why) {
        return row.plan(Action.CREATE, SHOWN).waiting(why);
    }
}
