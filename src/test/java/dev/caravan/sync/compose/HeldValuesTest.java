package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.compose.HeldValues.Holder;
import dev.caravan.sync.compose.HeldValues.Wish;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldValuesTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sku", "global_unique_id"})
    void aProductDoesNotWaitForEverForOneThatWasSentInVain(String field) {
        HeldValue first = held(field, "A-1", "B-2", 0, null, false);
        HeldValue second = held(field, "A-1", "B-2", 1, ErrorCode.WAITS_FOR_PRODUCT, false);
        HeldValue third = held(field, "A-1", "B-2", 2, ErrorCode.WAITS_FOR_PRODUCT, false);

        assertThat(first.gives()).isTrue();
        assertThat(second.gives()).isTrue();
        assertThat(third.gives()).isFalse();
        assertThat(third.waits()).isFalse();
        assertThat(third.message()).contains("Product 2 of the catalogue (7 in the store)", "A-1", "B-2");
    }

    @Test
    void aProductWaitsForOneThatIsStillToBeSent() {
        assertThat(held("sku", "A-1", "B-2", 2, ErrorCode.WAITS_FOR_PRODUCT, true)
                        .waits())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "AKZ-Rosé, AKZ-Rose",
        "Maß, MASS",
        "æble, AEBLE",
        "Łódź, lodz",
        "5 m², 5 m2",
        "ёлка, елка",
        "'A  1 ', A 1",
        "a\u200bb, ab"
    })
    void aSkuThatTheStoreTakesForAnotherIsNoneToWaitFor(String one, String other) {
        HeldValue held = held("sku", one, other, 0, null, false);

        assertThat(held.waits()).isFalse();
        assertThat(held.message()).contains("Product 2 of the catalogue (7 in the store)");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"й-1, и-1", "їжа, іжа", "A-1, A–1", "x., x"})
    void aSkuThatTheStoreTellsFromAnotherIsGivenUp(String one, String other) {
        assertThat(held("sku", one, other, 0, null, false).gives()).isTrue();
    }

    private static HeldValue held(
            String field, String wanted, String next, int attempts, @Nullable String code, boolean holderIsBehind) {
        Document document = document(field, wanted);
        var claimed = row().failed(attempts, NOW);
        Plan plan = (code == null ? claimed : claimed.error(code)).plan(Action.CREATE, document);
        Document of = document(field, next);
        Holder holder = new Holder(
                plan.key(),
                5,
                7L,
                2,
                null,
                "upsert",
                true,
                holderIsBehind,
                FieldHashes.of(of).byField().get(field));
        return HeldValues.held(new Wish(plan, field, TextNode.valueOf(wanted), 7), holder, of);
    }
}
