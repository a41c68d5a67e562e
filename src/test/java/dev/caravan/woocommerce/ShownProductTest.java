package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static dev.caravan.woocommerce.Wire.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.woocommerce.ShownProduct.Difference;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownProductTest {

    @Test
    void saysWhatAProductIsAndWhereItLies() {
        ShownProduct trashed = Recording.of("product-get-trashed").shown();

        assertThat(trashed.type()).isEqualTo("simple");
        assertThat(trashed.status()).isEqualTo("trash");
        assertThat(trashed.caravanMark()).isNull();
        assertThat(ShownProduct.NOTHING.type()).isEmpty();
        assertThat(ShownProduct.NOTHING.status()).isEmpty();
    }

    @Test
    void knowsAProductOfOursByItsMark() {
        ShownProduct ours = product("""
                {'meta_data': [{'key': '_edit_lock', 'value': '1'}, {'key': '_caravan_product', 'value': '42'}]}""");

        assertThat(ours.caravanMark()).isEqualTo("42");
    }

    @Test
    void showsAttributesInTheOrderOfTheStore() {
        assertThat(Recording.of("product-create-attribute-positions").shown().attributes())
                .contains(List.of(
                        new ShownAttribute(0, "First", false, false, List.of("z")),
                        new ShownAttribute(1, "Color", false, false, List.of("Blue", "Red")),
                        new ShownAttribute(0, "Third", false, false, List.of("c", "a", "b"))));
        assertThat(product("{'attributes': [{'id': 1, 'name': 'Color', 'visible': true, 'variation': true}]}")
                        .attributes())
                .contains(List.of(new ShownAttribute(1, "Color", true, true, List.of())));
        assertThat(product("{'id': 57}").attributes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'images': [{'id': 20}, {'id': 21}]} | 2",
                "{'images': []} | 0",
                "{'image': {'id': 20}} | 1",
                "{'image': {'id': 0}} | 0",
                "{'image': null} | 0",
                "{'id': 19} |",
            })
    void countsTheImagesOfAProductAndOfAVariation(String shown, Integer count) {
        assertThat(product(shown).imageCount()).isEqualTo(count == null ? OptionalInt.empty() : OptionalInt.of(count));
    }

    @Test
    void showsTheImageOfAVariation() {
        assertThat(Recording.of("inherit-variation-weight-zero").shown().images())
                .containsExactly(new ShownImage(
                        20, "https://store.example/wp-content/uploads/2026/11/green-22.jpg", "green-22.jpg", ""));
        assertThat(product("{'image': null}").images()).isEmpty();
    }

    @Test
    void listsTermsOfAKindOnlyIfTheAnswerHasThem() {
        ShownProduct shirt = product("{'categories': [{'id': 16}, {'id': 18}], 'tags': []}");

        assertThat(shirt.ids(TermKind.CATEGORY)).containsExactlyInAnyOrder(16L, 18L);
        assertThat(shirt.lists(TermKind.TAG)).isTrue();
        assertThat(shirt.lists(TermKind.BRAND)).isFalse();
    }

    @Test
    void tellsADifferenceInWords() {
        Document sent = document("""
                {'name': 'Shirt', 'description': '<p>Linen</p>', 'regular_price': '10', 'meta_data.color': 'red', 'sku': 'S-1'}""");
        ShownProduct shown = product("""
                {'name': 'Shirt', 'description': null, 'regular_price': '12', 'meta_data': []}""");

        assertThat(shown.differing(sent, false))
                .containsExactly(
                        new Difference("description", "", "‹p›Linen‹/p›"),
                        new Difference("regular_price", "12", "10"),
                        new Difference("meta_data.color", "", "red"));
        assertThat(shown.shows(sent)).isFalse();
    }

    /** A store removes a level of backslashes when it writes a text again [product-create-text-readback-*]. */
    @ParameterizedTest(name = "{0}: {1} shown as {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "description | C:\\\\\\\\temp | C:\\\\temp | false",
                "description | C:\\\\\\\\temp | C:temp | true",
                "description | \\\\\\\\temp | temp | true",
                "description | C:\\\\\\\\temp | D:temp | false",
                "description | Linen | Wool | false",
                "sku | A\\\\\\\\B | AB | false",
            })
    void noticesThatATextHasLostItsBackslashes(String field, String sent, String shown, boolean lost) {
        Document wanted = document("{'%s': '%s'}".formatted(field, sent));

        assertThat(product("{'%s': '%s'}".formatted(field, shown)).hasLostBackslashes(wanted, field))
                .isEqualTo(lost);
    }

    @Test
    void saysNothingOfBackslashesInATextThatWasNotSentOrIsNotShown() {
        Document wanted = document("{'description': 'C:\\\\temp'}");

        assertThat(product("{'name': 'C:temp'}").hasLostBackslashes(wanted, "name"))
                .isFalse();
        assertThat(product("{'name': 'C:temp'}").hasLostBackslashes(wanted, "description"))
                .isFalse();
    }

    /** The variation of [variation-parent-simple] and of [inherit-variation-*]; values that it has of its parent. */
    @ParameterizedTest(name = "{0} {1} shown in {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stock_quantity | 5 | {'manage_stock': 'parent', 'stock_quantity': 0} | inherited",
                "backorders | 'no' | {'manage_stock': 'parent', 'backorders': 'notify'} | inherited",
                "stock_status | 'outofstock' | {'manage_stock': true, 'stock_status': 'instock'} | differs",
                "manage_stock | true | {'manage_stock': 'parent'} | differs",
                "manage_stock | 'no' | {'manage_stock': 'parent'} | inherited",
                "weight | '' | {'weight': '0.37'} | inherited",
                "weight | '0' | {'weight': '2'} | differs",
                "shipping_class | '' | {'shipping_class': 'bulky'} | inherited",
                "shipping_class | 'small' | {'shipping_class': 'bulky'} | differs",
                "dimensions | {'length': '', 'width': '20.0'} | {'dimensions': {'length': '5', 'width': '20'}} | inherited",
                "dimensions | {'length': '', 'width': '2'} | {'dimensions': {'length': '5', 'width': '20'}} | differs",
                "dimensions | {'length': '', 'width': '2'} | {'dimensions': {'length': '5', 'width': ''}} | differs",
                "dimensions | {'length': '', 'width': 'wide'} | {'dimensions': {'length': '5', 'width': '20'}} | differs",
                "description | 'own' | {'description': '<p>own</p>'} | inherited",
                "description | '' | {'description': '<p>own</p>'} | differs",
                "description | 'own' | {'description': ''} | differs",
                "regular_price | '' | {'regular_price': '90'} | differs",
            })
    void expectsOfAVariationWhatItHasOfItsParent(String field, String sent, String shown, String expected) {
        Document wanted = document("{'%s': %s}".formatted(field, sent));

        assertThat(product(shown).differing(wanted, true))
                .extracting(Difference::field)
                .isEqualTo(expected.equals("inherited") ? List.of() : List.of(field));
        assertThat(product(shown).differing(wanted, false))
                .as("a product has no parent")
                .hasSize(1);
    }
}
