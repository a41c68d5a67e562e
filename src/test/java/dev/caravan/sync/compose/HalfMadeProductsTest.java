package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create that died in the middle leaves a product without our mark. */
class HalfMadeProductsTest {

    private static final Document SHIRT = document("name", "Shirt", "regular_price", "11");
    private static final long ASKED_SECONDS_AGO = 1000;

    private final SkuAnswers store = new SkuAnswers();

    @ParameterizedTest(name = "{0} s old: {1}")
    @CsvSource({"879, REFUSE", "880, UPDATE", "1120, UPDATE", "1121, REFUSE"})
    void isOursIfItWasMadeWithinTwoMinutesOfTheCreate(long secondsOld, Action action) {
        assertThat(store.decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(secondsOld)))
                        .action())
                .isEqualTo(action);
    }

    @Test
    void getsOurMark() {
        Plan plan = store.decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)));

        assertThat(plan.change()).isEqualTo(SHIRT.marked("1-101"));
    }

    @Test
    void isKnownByItsNameAsTheStoreKeepsIt() {
        Plan asking = asked(document("name", "Tom & Co"));

        assertThat(store.decide(asking, half("Tom &amp; Co", Duration.ofSeconds(ASKED_SECONDS_AGO)))
                        .action())
                .isEqualTo(Action.UPDATE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'', UPDATE", "Hat, REFUSE"})
    void mayHaveNoNameYetButNoOtherName(String name, Action action) {
        assertThat(store.decide(asked(SHIRT), half(name, Duration.ofSeconds(ASKED_SECONDS_AGO)))
                        .action())
                .isEqualTo(action);
    }

    @Test
    void isNotKnownByItsNameIfTheMappingSendsNone() {
        Plan asking = asked(document("regular_price", "11"));

        assertThat(store.decide(asking, half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)))
                        .action())
                .isEqualTo(Action.REFUSE);
    }

    @Test
    void isNotOursWithoutATimeOfItsCreation() {
        assertThat(store.decide(asked(SHIRT), half("Shirt", null)).action()).isEqualTo(Action.REFUSE);
    }

    @Test
    void isNotOursIfNoCreateWasLeftWithoutAnAnswer() {
        assertThat(store.decide(row().lookFirst().plan(Action.ASK, SHIRT), half("Shirt", Duration.ZERO))
                        .action())
                .isEqualTo(Action.REFUSE);
    }

    @Test
    void isNotOursWithTheMarkOfAnotherProduct() {
        Found marked =
                new Found(7, "SKU-1", "draft", "simple", 0, 0, "1-102", "Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO));

        assertThat(store.decide(asked(SHIRT), marked).action()).isEqualTo(Action.REFUSE);
    }

    @Test
    void isNotOursIfItIsLinkedToAnotherProduct() {
        store.linked(7, 999);

        assertThat(store.decide(asked(SHIRT), half("Shirt", Duration.ofSeconds(ASKED_SECONDS_AGO)))
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
