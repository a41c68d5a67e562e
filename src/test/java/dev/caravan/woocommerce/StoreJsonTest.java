package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON between other text, as plugins and PHP print it. */
class StoreJsonTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"id\":13}] | ``",
                "\uFEFF[{\"id\":13}] | A byte order mark",
                "\uFEFFNotice: x [{\"id\":13}] | Notice: x",
                "Notice: undefined index [\"sku\" in line 3] [{\"id\":13}] | Notice: undefined index [\"sku\" in line 3]",
                "Notice: [\"sku\"] is missing [{\"id\":13}] | Notice: [\"sku\"] is missing",
                "[{\"id\":13}]<!-- cached --> | ``",
                "[{\"id\":13}]  | ``",
            })
    void findsTheJsonBehindOtherText(String body, String before) {
        assertThat(StoreJson.find(body))
                .get()
                .satisfies(found -> assertThat(found.node()).isEqualTo(Wire.json("[{'id': 13}]")))
                .satisfies(found -> assertThat(found.before()).isEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":13},{\"id\":1", // cut off
                "Notice: x [{\"id\":13},{\"id\":1",
                "[{\"id\":13}] and more [{\"id\":14}]",
                "[{\"id\" 13}] [{\"id\":14}]", // broken
                "Notice: x [{\"id\":13,\"sku\":\"a-long-sku-of-a-real-product\",\"name\" oops}] [{\"id\":14}]",
                "Notice: x [{\"id\":13,\"sku\":\"a-long-sku-of-a-real-product\"}] and more [{\"id\":14}]",
                "<html><body>[{\"id\":13}]",
                "a page of text",
            })
    void takesNoPartOfABrokenJson(String body) {
        assertThat(StoreJson.find(body)).isEmpty();
    }

    @Test
    void givesUpATextThatLooksLikeJsonInManyPlaces() {
        assertThat(StoreJson.find("x " + "[\"a\" ".repeat(49) + "[{\"id\":13}]"))
                .isPresent();
        assertThat(StoreJson.find("x " + "[\"a\" ".repeat(50) + "[{\"id\":13}]"))
                .isEmpty();
    }

    @Test
    void knowsWhetherAnAnswerIsJsonAndWhatStandsBeforeIt() {
        Answer warned = Recording.of("store-php-warning-before-json").answer();
        Answer list = Recording.of("attribute-get-all").answer();
        Answer page = Recording.of("store-login-page").answer();

        assertThat(warned.isJson()).isTrue();
        assertThat(warned.hasTextBeforeJson()).isTrue();
        assertThat(list.isJson()).isTrue();
        assertThat(list.hasTextBeforeJson()).isFalse();
        assertThat(page.isJson()).isFalse();
        assertThat(page.hasTextBeforeJson()).isFalse();
    }

    @Test
    void passesTheWarningsOfPhpOnToTheOwnerOfTheStore() {
        assertThat(Notices.of(Recording.of("store-php-warning-before-json").answer()))
                .contains("Warning : Undefined variable $x in"
                        + " /var/www/html/wp-content/plugins/some-plugin/some-plugin.php on line 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":13}", "[{\"id\":13}]", "[]", "\n[]", "a page of text", "[1] x"})
    void hasNoNoticeIfTheJsonComesFirstOrIsMissing(String body) {
        assertThat(Notices.of(answer(body))).isEmpty();
    }
}
