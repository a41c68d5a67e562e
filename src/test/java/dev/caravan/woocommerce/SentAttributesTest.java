package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent of attributes and terms, and what is compared of attributes. */
class SentAttributesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A store decodes HTML entities in options of custom attributes, and in no others. */
    @Test
    void anOptionOfACustomAttributeThatLooksLikeEntitiesIsSentSoThatItIsShown() throws Exception {
        JsonNode document = JSON.readTree("""
                [{"name":"Mat","options":["A &amp; B","&#8211; &lt;x&gt;","Salt & Pepper","&;"]},
                 {"id":7,"name":"Global","options":["A &amp; B"]}]""");

        JsonNode sent = SentAttributes.of("attributes", document);

        assertThat(sent).isEqualTo(JSON.readTree("""
                [{"name":"Mat","options":["A &amp;amp; B","&amp;#8211; &amp;lt;x&amp;gt;","Salt & Pepper","&;"]},
                 {"id":7,"name":"Global","options":["A &amp; B"]}]"""));
        assertThat(document.path(0).path("options").path(0).asText()).isEqualTo("A &amp; B");
    }

    /** Beside our names of options are members that only Caravan reads. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the shop has renamed an option, of a product and of a variation
                "{'id': 1, 'options': ['Pink'], 'stored': ['Rose']} | {'id': 1, 'options': ['Rose']} | {'id': 1, 'options': ['Pink']}",
                "{'id': 1, 'option': 'Pink', 'stored': 'Rose'} | {'id': 1, 'option': 'Rose'} | {'id': 1, 'option': 'Pink'}",
                "{'id': 1, 'options': ['Pink'], 'renamed': ['Pink']} | {'id': 1, 'options': ['Pink']} | {'id': 1, 'options': ['Pink']}",
                // an option was recreated, so the product is to be sent again
                "{'id': 1, 'options': ['Pink'], 'remade': [7]} | {'id': 1, 'options': ['Pink']} | {'id': 1, 'options': ['Pink'], 'remade': [7]}",
                // the variations of the shop use it
                "{'id': 1, 'options': ['S'], 'kept': true} | {'id': 1, 'options': ['S']} |",
                "{'id': 1, 'options': ['S'], 'variation': false, 'kept': ['S', 'XL']} | {'id': 1, 'options': ['S', 'XL'], 'variation': true} | {'id': 1, 'options': ['S'], 'variation': false}",
                "{'id': 1, 'options': ['Pink']} | {'id': 1, 'options': ['Pink']} | {'id': 1, 'options': ['Pink']}",
            })
    void sendsTheStoresNamesAndComparesOurs(String attribute, String sent, String compared) {
        JsonNode document = Wire.json("[%s]".formatted(attribute));

        assertThat(SentAttributes.of("attributes", document)).isEqualTo(Wire.json("[%s]".formatted(sent)));
        assertThat(SentAttributes.compared(document))
                .isEqualTo(Wire.json(compared == null ? "[]" : "[%s]".formatted(compared)));
        assertThat(document).as("the document stays").isEqualTo(Wire.json("[%s]".formatted(attribute)));
    }

    @Test
    void cleansAllAttributesIfOneHasSuchAMember() {
        JsonNode document = Wire.json("""
                [{'id': 1, 'options': ['Pink'], 'stored': ['Rose']}, {'id': 2, 'options': ['M']}]""");

        assertThat(SentAttributes.of("attributes", document)).isEqualTo(Wire.json("""
                [{'id': 1, 'options': ['Rose']}, {'id': 2, 'options': ['M']}]"""));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "categories | [{'id': 16, 'name': 'Shirts', 'made': true}] | [{'id': 16}]",
                "tags | [{'id': 17}, {'name': 'summer'}] | [{'id': 17}, {'name': 'summer'}]",
                "brands | null | null",
                "images | [{'id': 20, 'name': 'green.jpg'}] | [{'id': 20, 'name': 'green.jpg'}]",
            })
    void sendsTermsByTheirIdsAlone(String field, String value, String sent) {
        assertThat(SentAttributes.of(field, Wire.json(value))).isEqualTo(Wire.json(sent));
    }
}
