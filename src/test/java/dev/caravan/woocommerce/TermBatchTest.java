package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caravan.woocommerce.TermBatch.Made;
import dev.caravan.woocommerce.TermBatch.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermBatchTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Wanted HATS = new Wanted(TermKind.CATEGORY, 0, "Hats");
    private static final Wanted PANTS = new Wanted(TermKind.CATEGORY, 22, " Pants ");

    @Test
    void asksToMakeTermsUnderTheirParents() {
        assertThat(TermBatch.json(List.of(HATS, PANTS), Map.of()))
                .isEqualTo("{\"create\":[{\"name\":\"Hats\"},{\"name\":\"Pants\",\"parent\":22}]}");
    }

    @Test
    void takesTheIdOfWhatWasMadeAndOfWhatWasThere() {
        List<Made> made = TermBatch.read(
                List.of(HATS, PANTS), Recording.of("category-batch").answer(), CLOCK);

        assertThat(made)
                .containsExactly(
                        new Made(HATS, OptionalLong.of(26), true, "", ""),
                        new Made(PANTS, OptionalLong.of(23), false, "", ""));
    }

    @Test
    void takesTagsAlike() {
        Wanted tag = new Wanted(TermKind.TAG, 0, "new");
        Wanted winter = new Wanted(TermKind.TAG, 0, "winter");

        assertThat(TermBatch.read(
                        List.of(tag, winter), Recording.of("tag-batch").answer(), CLOCK))
                .extracting(made -> made.wooId().orElse(0))
                .containsExactly(28L, 27L);
    }

    @Test
    void takesTheOptionsOfAnAttributeAlike() {
        List<Wanted> sizes = List.of(size("43"), size("42"), size("44"));

        assertThat(TermBatch.path(sizes.get(0))).isEqualTo("/wp-json/wc/v3/products/attributes/2/terms/batch");
        assertThat(TermBatch.path(HATS)).isEqualTo("/wp-json/wc/v3/products/categories/batch");
        assertThat(TermBatch.json(sizes, Map.of()))
                .isEqualTo("{\"create\":[{\"name\":\"43\"},{\"name\":\"42\"},{\"name\":\"44\"}]}");
        assertThat(TermBatch.read(sizes, Recording.of("attribute-term-batch").answer(), CLOCK))
                .extracting(made -> made.wooId().orElse(0))
                .containsExactly(31L, 29L, 32L);
    }

    @Test
    void noticesThatTheAttributeOfOptionsIsGone() {
        Answer gone = Recording.of("attribute-term-unknown-attribute").answer();

        assertThat(TermBatch.read(List.of(size("43"), size("42")), gone, CLOCK))
                .hasSize(2)
                .allSatisfy(made -> assertThat(made.isWithoutParent()).isTrue())
                .allSatisfy(made -> assertThat(made.reason()).contains("Taxonomy does not exist"));
    }

    private static Wanted size(String name) {
        return new Wanted(TermKind.OPTION, 2, name);
    }

    @Test
    void saysWhyATermIsRefused() {
        Made made = TermBatch.read(
                        List.of(PANTS),
                        answer(
                                "{\"create\":[{\"id\":0,\"error\":{\"code\":\"missing_parent\",\"message\":\"Parent term does"
                                        + " not exist.\",\"data\":{\"status\":400}}}]}"),
                        CLOCK)
                .get(0);

        assertThat(made.wooId()).isEmpty();
        assertThat(made.isWithoutParent()).isTrue();
        assertThat(made.reason()).isEqualTo("missing_parent: Parent term does not exist.");
    }

    @Test
    void takesNoBrandsForARefusalAndNoCategoriesForAWrongAddress() {
        Answer noRoute = Recording.of("store-woocommerce-inactive-post").answer();

        assertThat(TermBatch.read(List.of(new Wanted(TermKind.BRAND, 0, "Acme")), noRoute, CLOCK))
                .singleElement()
                .satisfies(made -> assertThat(made.wooId()).isEmpty());
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> TermBatch.read(List.of(HATS), noRoute, CLOCK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"create\":[]}",
                "{}",
                "{\"create\":[{\"name\":\"Hats\"}]}",
                "{\"create\":[{\"id\":0,\"error\":{\"code\":\"db\",\"message\":\"x\",\"data\":{\"status\":500}}}]}",
                "{\"create\":[{\"id\":0,\"error\":{\"code\":\"term_exists\",\"message\":\"x\",\"data\":{\"status\":400}}}]}"
            })
    void trustsNoAnswerThatLeavesATermOpen(String body) {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> TermBatch.read(List.of(HATS), answer(body), CLOCK))
                .satisfies(e -> assertThat(e.fault()).isInstanceOf(CallFault.Ambiguous.class));
    }

    @ParameterizedTest
    @CsvSource({"Winter,winter", "' WINTER  coats ',winter coats"})
    void comparesNamesAsStoresDo(String name, String key) {
        assertThat(TermBatch.keyOf(name)).isEqualTo(key);
    }

    @Test
    void sendsNamesAsPlainTextsAndOptionsAsTheyAre() {
        assertThat(TermBatch.json(
                        List.of(new Wanted(TermKind.TAG, 0, "3 < 5"), new Wanted(TermKind.OPTION, 2, "3 < 5")),
                        Map.of("3 < 5", 4)))
                .isEqualTo(
                        "{\"create\":[{\"name\":\"3 &lt; 5\",\"menu_order\":4},{\"name\":\"3 < 5\",\"menu_order\":4}]}");
    }

    @Test
    void takesNoOtherRefusalForAMissingParent() {
        assertThat(TermBatch.read(
                        List.of(HATS),
                        answer(
                                "{\"create\":[{\"id\":0,\"error\":{\"code\":\"term_too_long\",\"message\":\"x\",\"data\":{\"status\":400}}}]}"),
                        CLOCK))
                .singleElement()
                .satisfies(made -> assertThat(made.isWithoutParent()).isFalse())
                .satisfies(made -> assertThat(made.code()).isEqualTo("term_too_long"));
    }
}
