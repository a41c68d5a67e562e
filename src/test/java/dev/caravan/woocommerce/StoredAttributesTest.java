package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a store shows the attributes that it was sent. Source: the recordings text-option-*, text-attribute-name-custom. */
class StoredAttributesTest {

    @ParameterizedTest(name = "{0} shown as {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // global attributes are found by id; the order and the letter case of their options are the store's
                "{'id': 1, 'options': ['Red', 'BLUE']} | {'id': 1, 'name': 'Color', 'options': ['Blue', 'Red']} | true",
                "{'id': 1, 'options': ['Red']} | {'id': 2, 'name': 'Color', 'options': ['Red']} | false",
                "{'id': 1, 'options': ['Red']} | {'id': 1, 'name': 'Color', 'options': ['Blue']} | false",
                "{'id': 1, 'options': ['Red & Blue']} | {'id': 1, 'options': ['Red &amp; Blue']} | true",
                "{'id': 1, 'options': ['Dark\\tred']} | {'id': 1, 'options': ['Dark red']} | true",
                "{'id': 1, 'option': 'Fit\\\\Cut'} | {'id': 1, 'option': 'FitCut'} | false",
                // attributes of the product alone are found by name; their options come back as they were sent
                "{'name': 'Size\\n& Fit', 'options': ['M']} | {'id': 0, 'name': 'size &amp; fit', 'options': ['M']} | true",
                "{'name': 'Size', 'options': ['M']} | {'id': 0, 'name': 'Fit', 'options': ['M']} | false",
                "{'name': 'Size', 'options': ['M', 'L']} | {'id': 0, 'name': 'Size', 'options': ['L', 'M']} | false",
                "{'name': 'Size', 'options': ['m']} | {'id': 0, 'name': 'Size', 'options': ['M']} | false",
                "{'name': 'Mat', 'options': ['A &amp; B']} | {'id': 0, 'name': 'Mat', 'options': ['A &amp; B']} | true",
                "{'name': 'Mat', 'options': ['A &amp; B']} | {'id': 0, 'name': 'Mat', 'options': ['A & B']} | false",
                "{'name': 'Mat', 'options': ['Dark\\tred']} | {'id': 0, 'name': 'Mat', 'options': ['Dark\\tred']} | true",
                "{'name': 'Mat', 'options': ['Dark\\tred']} | {'id': 0, 'name': 'Mat', 'options': ['Dark red']} | false",
                "{'name': 'Mat', 'options': ['Fit\\\\Cut']} | {'id': 0, 'name': 'Mat', 'options': ['Fit\\\\Cut']} | true",
                "{'name': 'Mat', 'options': ['Fit\\\\Cut']} | {'id': 0, 'name': 'Mat', 'options': ['FitCut']} | false",
                // options of variations become short texts
                "{'name': 'Mat', 'option': 'Fit\\\\Cut'} | {'id': 0, 'name': 'Mat', 'option': 'FitCut'} | true",
                "{'name': 'Mat', 'option': 'Dark\\tred'} | {'id': 0, 'name': 'Mat', 'option': 'Dark red'} | true",
                "{'id': 1, 'option': 'Dark\\tred'} | {'id': 1, 'name': 'Mat', 'option': 'dark red'} | true",
                // an option that is empty is any option
                "{'name': 'Size', 'option': ' '} | | true",
                "{'name': 'Size', 'option': 'M'} | | false",
            })
    void comparesOptionsAsTheStoreKeepsThem(String sent, String shown, boolean same) {
        assertThat(StoredAttributes.shows(
                        json("[%s]".formatted(sent)), json(shown == null ? "[]" : "[%s]".formatted(shown))))
                .isEqualTo(same);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'name': 'Size', 'position': 2, 'options': ['M']}, {'name': 'Fit', 'position': 1, 'options': ['Slim']}] | true",
                "[{'name': 'Size', 'position': 1, 'options': ['M']}, {'name': 'Fit', 'position': 2, 'options': ['Slim']}] | false",
                "[{'name': 'Fit', 'position': 1, 'options': ['Slim']}] | false",
            })
    void comparesAttributesInTheOrderOfTheirPositions(String sent, boolean same) {
        assertThat(StoredAttributes.shows(json(sent), json("""
                        [{'id': 0, 'name': 'Fit', 'options': ['Slim']}, {'id': 0, 'name': 'Size', 'options': ['M']}]"""))).isEqualTo(same);
    }
}
