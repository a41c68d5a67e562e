package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static dev.caravan.woocommerce.Wire.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.woocommerce.ShownProduct.Option;
import dev.caravan.woocommerce.ShownProduct.Respelled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Terms of a document that a product does not show, or shows in another letter case. */
class ShownTermsTest {

    @Test
    void noticesACategoryThatTheStoreDoesNotHave() {
        ShownProduct shown =
                Recording.of("product-update-categories-partly-unknown").shown();

        assertThat(shown.missing(document("{'categories': [{'id': 16}, {'id': 9999}]}"), TermKind.CATEGORY))
                .containsExactly(9999L);
    }

    @Test
    void missesNoTermThatIsSentByItsName() {
        Document byName = document("{'tags': [{'name': 'summer'}, {'id': 17}]}");

        assertThat(product("{'tags': [{'id': 17, 'name': 'summer'}]}").missing(byName, TermKind.TAG))
                .isEmpty();
        assertThat(product("{'tags': []}").missing(byName, TermKind.TAG)).containsExactly(17L);
    }

    @Test
    void missesNothingOfAKindThatTheDocumentLeavesToTheStore() {
        Document wanted = document("{'categories': [{'id': 16}]}");

        assertThat(product("{'brands': []}").missing(wanted, TermKind.BRAND)).isEmpty();
    }

    @Test
    void findsAllOptionsThatAStoreMadeWithTheProduct() {
        ShownProduct shown = Recording.of("product-create-attribute-new-term").shown();

        assertThat(shown.missingOptions(document("{'attributes': [{'id': 1, 'options': ['Yellow', 'Red', 'Green']}]}")))
                .containsExactly(new Option(1, "Green"));
    }

    /** The colour of the product has the id 1 and is shown; an attribute with another id may have the same options. */
    @ParameterizedTest(name = "{0}, shown as {1}: {2} is missing")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // attributes of products
                "{'id': 1, 'options': ['Red', 'Blue']} | {'id': 1, 'options': ['Blue', 'Red']} | ",
                "{'id': 1, 'options': ['RED']} | {'id': 1, 'options': ['red']} | ",
                "{'id': 1, 'options': ['Red & Blue']} | {'id': 1, 'options': ['Red &amp; Blue']} | ",
                "{'id': 1, 'options': ['Dark\\nred', ' ']} | {'id': 1, 'options': ['Dark red']} | ",
                "{'id': 1, 'options': ['Red', 'Blue']} | {'id': 1, 'options': ['Blue']} | Red",
                "{'id': 1, 'options': ['Red']} | {'id': 2, 'options': ['Red']} | Red",
                "{'options': ['Red']} | {'id': 2, 'options': ['Blue']} | ",
                // the shop has renamed one
                "{'id': 1, 'options': ['Pink'], 'stored': ['Rose']} | {'id': 1, 'options': ['Rose']} | ",
                "{'id': 1, 'options': ['Pink'], 'stored': ['Rose']} | {'id': 1, 'options': ['Pink']} | Pink",
                "{'id': 1, 'options': ['Red', 'Pink'], 'stored': [null, 'Rose']} | {'id': 1, 'options': ['Red']} | Pink",
                "{'id': 1, 'option': 'Pink', 'stored': 'Rose'} | {'id': 1, 'option': 'Rose'} | ",
                "{'id': 1, 'option': 'Pink', 'stored': 'Rose'} | {'id': 1, 'option': 'rose'} | Pink",
                // variations: a store shows the slug of an option that it has lost
                // [variable-attributes-remove-option-variations]
                "{'id': 1, 'option': 'Pink'} | {'id': 1, 'option': 'pink'} | Pink",
                "{'id': 1, 'option': 'blue'} | {'id': 1, 'option': 'Blue'} | ",
                "{'id': 1, 'option': 'blue'} | {'id': 1, 'option': 'blue'} | ",
                "{'id': 1, 'option': 'Light Blue'} | {'id': 1, 'option': 'light blue'} | ",
                "{'id': 1, 'option': 'Red'} | {'id': 2, 'option': 'Red'} | Red",
            })
    void noticesAnOptionThatTheProductDoesNotShow(String sent, String shown, String missing) {
        ShownProduct product = product("{'attributes': [%s]}".formatted(shown));

        assertThat(product.missingOptions(document("{'attributes': [%s]}".formatted(sent))))
                .extracting(Option::name)
                .isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    @Test
    void missesNoOptionsOfADocumentWithoutAttributes() {
        assertThat(product("{'attributes': []}").missingOptions(document("{'name': 'Shirt'}")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}, shown as {1}: {2} for {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': 16, 'name': 'SHIRTS'} | {'id': 16, 'name': 'Shirts'} | Shirts | SHIRTS",
                "{'id': 16, 'name': 'Tom & Co'} | {'id': 16, 'name': 'tom &amp; co'} | tom & co | Tom & Co",
                "{'id': 16, 'name': 'Summer\\tshirts'} | {'id': 16, 'name': 'SUMMER SHIRTS'} | SUMMER SHIRTS | Summer shirts",
                "{'id': 16, 'name': 'Shirts'} | {'id': 16, 'name': 'Shirts'} | |",
                "{'id': 16, 'name': 'Shirts'} | {'id': 16, 'name': 'Blouses'} | |",
                "{'id': 16, 'name': 'SHIRTS'} | {'id': 17, 'name': 'Shirts'} | |",
                // Caravan has created it as it is written here, so the shop has renamed it
                "{'id': 16, 'name': 'SHIRTS', 'made': true} | {'id': 16, 'name': 'Shirts'} | |",
            })
    void findsTheStoresSpellingOfATerm(String sent, String shown, String theirs, String ours) {
        ShownProduct product = product("{'categories': [%s]}".formatted(shown));

        assertThat(product.respelled(document("{'categories': [%s]}".formatted(sent)), TermKind.CATEGORY))
                .isEqualTo(ours == null ? List.of() : List.of(new Respelled(ours, theirs)));
    }

    @ParameterizedTest(name = "{0}, shown as {1}: {2} for {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': 1, 'options': ['RED', 'Blue']} | {'id': 1, 'options': ['Blue', 'Red']} | Red | RED",
                "{'id': 1, 'options': ['Dark\\nRED']} | {'id': 1, 'options': ['Dark red']} | Dark red | Dark RED",
                "{'id': 1, 'option': 'RED'} | {'id': 1, 'option': 'Red'} | Red | RED",
                "{'id': 1, 'options': ['Red']} | {'id': 1, 'options': ['Red']} | |",
                "{'id': 1, 'options': ['Red']} | {'id': 1, 'options': ['Blue']} | |",
                "{'id': 1, 'options': ['RED'], 'stored': ['Crimson']} | {'id': 1, 'options': ['Crimson']} | |",
                "{'id': 1, 'options': ['RED'], 'renamed': ['RED']} | {'id': 1, 'options': ['Red']} | |",
                "{'id': 1, 'options': ['RED'], 'renamed': ['BLUE']} | {'id': 1, 'options': ['Red']} | Red | RED",
                // not a global attribute: its options are the product's own
                "{'name': 'Color', 'options': ['RED']} | {'id': 0, 'name': 'Color', 'options': ['Red']} | |",
            })
    void findsTheStoresSpellingOfAnOption(String sent, String shown, String theirs, String ours) {
        ShownProduct product = product("{'attributes': [%s]}".formatted(shown));

        assertThat(product.respelled(document("{'attributes': [%s]}".formatted(sent)), TermKind.ATTRIBUTE))
                .isEqualTo(ours == null ? List.of() : List.of(new Respelled(ours, theirs)));
    }

    @ParameterizedTest
    @EnumSource(
            value = TermKind.class,
            names = {"CATEGORY", "ATTRIBUTE"})
    void findsNoSpellingsOfWhatIsNotShownOrWasNotSent(TermKind kind) {
        Document sent = document("{'%s': [{'id': 1, 'name': 'RED', 'options': ['RED']}]}".formatted(kind.field()));
        String red = "{'%s': [{'id': 1, 'name': 'Red', 'options': ['Red']}]}".formatted(kind.field());

        assertThat(product("{'name': 'Shirt'}").respelled(sent, kind)).isEmpty();
        assertThat(product(red).respelled(document("{'name': 'Shirt'}"), kind)).isEmpty();
        assertThat(product(red).respelled(sent, kind)).hasSize(1);
    }
}
