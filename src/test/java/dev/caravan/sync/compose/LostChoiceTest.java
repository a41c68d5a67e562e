package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Plan.Refusal;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A variation that the store took without its choice. */
class LostChoiceTest {

    private static final String CHOICES = "[{name: 'Size', option: 'L'}, {name: 'Colour', option: 'Red'}]";
    private static final Document SENT = Documents.of("{regular_price: '10', attributes: " + CHOICES + "}");

    /** Stores write names in their own ways, so the numbers are compared. */
    @ParameterizedTest(name = "{0} attributes answered: lost {1}")
    @CsvSource({"0, true", "1, true", "2, false", "3, false"})
    void isOneThatTheAnswerLacks(int answered, boolean lost) {
        String attributes = String.join(",", Collections.nCopies(answered, "{id: 1, option: 'x'}"));

        assertThat(LostChoice.isIn(variation().plan(Action.UPDATE, SENT), shown("{attributes: [" + attributes + "]}")))
                .isEqualTo(lost);
    }

    @Test
    void isNotSeenWhereItWasNotSentOrTheStoreShowsNoAttributes() {
        assertThat(LostChoice.isIn(
                        variation().plan(Action.UPDATE, Documents.of("{regular_price: '10'}")),
                        shown("{attributes: []}")))
                .isFalse();
        assertThat(LostChoice.isIn(
                        variation().plan(Action.UPDATE, Documents.of("{attributes: [{name: 'Size', option: ' '}]}")),
                        shown("{attributes: []}")))
                .as("an empty option means any")
                .isFalse();
        assertThat(LostChoice.isIn(variation().plan(Action.UPDATE, SENT), shown("{id: 71}")))
                .isFalse();
    }

    @Test
    void isAMatterOfVariations() {
        assertThat(LostChoice.isIn(row().linked(7).plan(Action.UPDATE, SENT), shown("{attributes: []}")))
                .isFalse();
    }

    @Test
    void isNotSentAgainWhileTheVariableProductIsInError() {
        Plan plan = LostChoice.leftOut(lostBefore().plan(Action.UPDATE, SENT));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.change()).isEqualTo(Documents.of("{regular_price: '10'}"));
        assertThat(plan.leftOut())
                .isEqualTo(new Refusal(
                        "choice_lost",
                        "The store drops its choice (Size L, Colour Red), as the variable product 50 does not vary in it"
                                + " there: see why that one failed"));
    }

    @Test
    void keepsTheErrorIfNothingElseIsToBeSent() {
        Plan plan = LostChoice.leftOut(lostBefore().plan(Action.UPDATE, Documents.of("{attributes: " + CHOICES + "}")));

        assertThat(plan.action()).isEqualTo(Action.REFUSE);
        assertThat(plan.change().isEmpty()).isTrue();
        assertThat(plan.refusal()).isNotNull().extracting(Refusal::code).isEqualTo("choice_lost");
    }

    static Stream<Plan> plansOfWhichTheStoreMayTakeAll() {
        return Stream.of(
                refused().error(ErrorCode.CHOICE_LOST).plan(Action.UPDATE, SENT), // its parent was sent meanwhile
                refused().parentInError().error("product_invalid_sku").plan(Action.UPDATE, SENT),
                lostBefore().plan(Action.UPDATE, Documents.of("{regular_price: '10'}")),
                lostBefore().plan(Action.UPDATE, Documents.of("{attributes: [{name: 'Size', option: 'M'}]}")));
    }

    @ParameterizedTest
    @MethodSource("plansOfWhichTheStoreMayTakeAll")
    void isSentAgainOtherwise(Plan plan) {
        assertThat(LostChoice.leftOut(plan)).isSameAs(plan);
    }

    @Test
    void isKeptInMindWithAllThatTheStoreTook() {
        FieldHashes hashes = LostChoice.shown(variation().plan(Action.UPDATE, SENT));

        assertThat(hashes.wasRefused(SENT, "attributes")).isTrue();
        assertThat(hashes.without(Set.of("attributes")))
                .isEqualTo(FieldHashes.of(Documents.of("{regular_price: '10'}")));
    }

    @Test
    void leavesNothingInMindIfNoneWasSent() {
        Plan plan = variation().plan(Action.UPDATE, Documents.of("{regular_price: '10'}"));

        assertThat(LostChoice.shown(plan)).isEqualTo(FieldHashes.of(Documents.of("{regular_price: '10'}")));
    }

    @Test
    void isNamedByItsOptionAloneIfItsAttributeIsGlobal() {
        assertThat(LostChoice.message(
                        variation().plan(Action.UPDATE, Documents.of("{attributes: [{id: 4, option: 'Red'}]}"))))
                .isEqualTo("The store drops its choice (Red), as the variable product 50 does not vary in it there");
    }

    private static Given.Row variation() {
        return row().linked(71).variantOf(50, 70L);
    }

    private static Given.Row refused() {
        return variation().shows(FieldHashes.none().refused(SENT, "attributes"));
    }

    private static Given.Row lostBefore() {
        return refused().error(ErrorCode.CHOICE_LOST).parentInError();
    }
}
