package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static dev.caravan.woocommerce.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caravan.woocommerce.GlobalAttributes.Made;
import dev.caravan.woocommerce.GlobalAttributes.Shown;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalAttributesTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void listsThemByName() {
        assertThat(GlobalAttributes.read(Recording.of("attribute-get-all").answer(), CLOCK))
                .isEqualTo(Map.of("color", 1L, "größe", 3L, "shoe size", 2L));
        assertThat(GlobalAttributes.read(answer("[]"), CLOCK)).isEmpty();
    }

    @Test
    void takesTheOlderOneOfTwoWithOneName() {
        Answer twice = answer(
                "[{\"id\":4,\"name\":\"Fit &amp; Cut\"},{\"id\":2,\"name\":\"fit & cut\"},{\"id\":0,\"name\":\"Size\"}]");

        assertThat(GlobalAttributes.read(twice, CLOCK)).isEqualTo(Map.of("fit & cut", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "{}", "[{\"name\":\"Color\"}]", "[{\"id\":0,\"name\":\"Color\"}]"})
    void takesNothingElseForTheListOfAttributes(String body) {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> GlobalAttributes.read(answer(body), CLOCK))
                .satisfies(failed -> assertThat(failed.fault())
                        .isEqualTo(new CallFault.Ambiguous("The store's list of attributes is none", false)));
    }

    @Test
    void readsNoListFromAStoreThatDoesNotAnswer() {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() ->
                        GlobalAttributes.read(Recording.of("store-maintenance").answer(), CLOCK))
                .satisfies(failed -> assertThat(failed.fault()).isInstanceOf(CallFault.AsksForTime.class));
    }

    @Test
    void showsThemToUsersWithoutHtml() {
        assertThat(GlobalAttributes.shown(Recording.of("attribute-get-all").answer()))
                .get()
                .satisfies(all -> assertThat(all)
                        .hasSize(3)
                        .startsWith(new Shown(1, "Color", "pa_color", "select", "menu_order", false)));
        assertThat(GlobalAttributes.shown(
                        answer("[{\"id\":5,\"name\":\"<b>Fit</b> &amp; Cut\",\"has_archives\":true}]")))
                .contains(List.of(new Shown(5, "Fit & Cut", "", "", "", true)));
        assertThat(GlobalAttributes.shown(answer("{\"id\":5}"))).isEmpty();
    }

    @Test
    void asksForAnAttributeWhoseOptionsAShopShowsInOurOrder() {
        assertThat(json(GlobalAttributes.json(" Schuhgröße ", false)))
                .isEqualTo(json("{'name': 'Schuhgröße', 'slug': 'schuhgrosse', 'order_by': 'menu_order'}"));
        assertThat(json(GlobalAttributes.json("Fit\\Cut", false)).path("name").asText())
                .isEqualTo("Fit\\\\Cut");
    }

    @Test
    void asksForAnotherSlugIfTheStoreHasRefusedTheFirst() {
        assertThat(json(GlobalAttributes.json("Type", true)).path("slug").asText())
                .isEqualTo(GlobalAttributes.anotherSlug("Type"))
                .isEqualTo("caravan-type-35a");
    }

    @ParameterizedTest
    @CsvSource({"A very long attribute name that goes on and on", "An attribute 6789 - of names", "色"})
    void givesEachNameAnotherSlugOfItsOwnThatStoresTake(String name) {
        assertThat(GlobalAttributes.anotherSlug(name))
                .matches("caravan-[a-z0-9-]*[a-z0-9]-[0-9a-f]{1,4}")
                .doesNotContain("--")
                .hasSizeLessThanOrEqualTo(28)
                .isNotEqualTo(GlobalAttributes.anotherSlug(name + "!"));
    }

    @ParameterizedTest
    @CsvSource({
        "Größe,grosse",
        "Shoe size,shoe-size",
        "A very long attribute name that goes on and on,a-very-long-attribute-name-t",
        "A name of twenty-eight chars,a-name-of-twenty-eight-chars",
        "The dash comes as number 28 - here,the-dash-comes-as-number-28",
        "' --x-- ',x",
    })
    void givesThemSlugsThatStoresTake(String name, String slug) {
        assertThat(GlobalAttributes.slug(name)).isEqualTo(slug).hasSizeLessThanOrEqualTo(28);
    }

    @Test
    void givesASlugToANameWithoutLatinLetters() {
        assertThat(GlobalAttributes.slug("色")).startsWith("attribute-");
    }

    @Test
    void knowsTheAttributeThatWasMade() {
        assertThat(GlobalAttributes.made(Recording.of("attribute-create").answer(), CLOCK))
                .contains(new Made(2, "pa_shoe_size"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute-create-duplicate", "attribute-create-reserved", "attribute-create-slug-long"})
    void knowsThatASlugWasRefused(String recording) {
        assertThat(GlobalAttributes.made(Recording.of(recording).answer(), CLOCK))
                .isEmpty();
    }

    @Test
    void trustsNoAnswerThatNamesNoAttribute() {
        assertThat(GlobalAttributes.made(answer("{\"name\":\"Shoe size\"}"), CLOCK))
                .isEmpty();
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() ->
                        GlobalAttributes.made(Recording.of("store-maintenance").answer(), CLOCK));
    }
}
