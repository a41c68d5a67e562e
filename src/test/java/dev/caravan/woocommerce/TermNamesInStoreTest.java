package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static dev.caravan.woocommerce.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caravan.woocommerce.TermBatch.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermNamesInStoreTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void asksForTheNamesOfSeveralTermsAtOnce() {
        assertThat(TermNamesInStore.query(List.of(31L, 29L))).isEqualTo("include=31,29&per_page=100&_fields=id,name");
    }

    @Test
    void readsNamesAsPlainTexts() {
        assertThat(TermNamesInStore.read(Recording.of("category-get-all").answer(), CLOCK))
                .get()
                .satisfies(names -> assertThat(names)
                        .hasSize(7)
                        .containsEntry(22L, "Clothing & More")
                        .containsEntry(16L, "Shirts"));
    }

    @Test
    void noticesThatTheAttributeOfTheTermsIsGone() {
        assertThat(TermNamesInStore.read(
                        Recording.of("attribute-term-unknown-attribute").answer(), CLOCK))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-maintenance", "store-php-fatal-on-save", "auth-wrong-key", "store-login-page"})
    void readsNoNamesFromAStoreThatDoesNotAnswer(String recording) {
        Answer answer = Recording.of(recording).answer();

        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> TermNamesInStore.read(answer, CLOCK))
                .satisfies(failed -> assertThat(failed.fault())
                        .isEqualTo(AnswerClassifier.faultOf(answer, CLOCK).orElseThrow()));
    }

    /** The second one has no status, so it is no error of WordPress. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":29,\"name\":\"42\"}", "{\"code\":\"woocommerce_rest_taxonomy_invalid\"}"})
    void takesNothingElseForAListOfTerms(String body) {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> TermNamesInStore.read(answer(body), CLOCK))
                .satisfies(failed -> assertThat(failed.fault())
                        .isEqualTo(new CallFault.Ambiguous("The store's list of terms is no list", false)));
    }

    @Test
    void renamesCategoriesAndMovesOnlyThoseThatHaveAnotherParent() {
        var terms = new TreeMap<Long, Wanted>(Map.of(
                23L, new Wanted(TermKind.CATEGORY, 22, " Pants "),
                24L, new Wanted(TermKind.CATEGORY, 0, "Linen < Wool"),
                25L, new Wanted(TermKind.CATEGORY, 22, "Other")));

        assertThat(json(TermNamesInStore.json(terms, Set.of(23L, 24L)))).isEqualTo(json("""
                {'update': [
                 {'id': 23, 'name': 'Pants', 'parent': 22},
                 {'id': 24, 'name': 'Linen &lt; Wool', 'parent': 0},
                 {'id': 25, 'name': 'Other'}]}"""));
    }

    @Test
    void givesOptionsTheirPlacesInTheShop() {
        assertThat(json(TermNamesInStore.ofPlaces(new TreeMap<>(Map.of(29L, 1, 31L, 2)))))
                .isEqualTo(json("{'update': [{'id': 29, 'menu_order': 1}, {'id': 31, 'menu_order': 2}]}"));
    }

    @Test
    void renamesAnAttributeWithoutChangingItsSlug() {
        assertThat(json(TermNamesInStore.ofAttribute(" Sizing again ", "pa_sizing")))
                .isEqualTo(Recording.of("attribute-rename-keep-slug").request().path("body"));
        assertThat(TermNamesInStore.ofAttribute("Fit\\Cut", "fit"))
                .as("the store removes a level of backslashes")
                .isEqualTo("{\"name\":\"Fit\\\\\\\\Cut\",\"slug\":\"fit\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"category-update", "category-update-not-found", "auth-read-only-put"})
    void leavesARefusedNameToTheComparisonOfTheProducts(String recording) {
        assertThatCode(() ->
                        TermNamesInStore.checkRenamed(Recording.of(recording).answer(), CLOCK))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-maintenance", "store-php-fatal-on-save", "front-body-too-large", "store-login-page"})
    void noticesThatTheStoreDidNotTakeTheNames(String recording) {
        Answer answer = Recording.of(recording).answer();

        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> TermNamesInStore.checkRenamed(answer, CLOCK))
                .satisfies(failed -> assertThat(failed.answer()).isSameAs(answer));
    }
}
