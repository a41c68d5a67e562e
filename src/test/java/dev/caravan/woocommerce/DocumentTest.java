package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {

    private static final Document MAPPED = document("{\"create:status\": \"draft\", \"name\": \"Shirt\","
            + " \"meta_data.color\": \"red\", \"meta_data.gone\": null, \"meta_data.a.b\": 1}");

    @Test
    void writesMetaDataAsOneListAndDeletesKeysByNull() {
        assertThat(MAPPED.body(false).toString())
                .isEqualTo("{\"name\":\"Shirt\",\"meta_data\":[{\"key\":\"color\",\"value\":\"red\"},"
                        + "{\"key\":\"gone\",\"value\":null},{\"key\":\"a.b\",\"value\":1}]}");
    }

    @Test
    void saysMoreInACreateAndNothingOfWhatIsNotThere() {
        assertThat(MAPPED.body(true).toString())
                .isEqualTo(
                        "{\"status\":\"draft\",\"name\":\"Shirt\",\"meta_data\":[{\"key\":\"color\",\"value\":\"red\"},"
                                + "{\"key\":\"a.b\",\"value\":1}]}");
    }

    @Test
    void keepsAListOfMetaDataBesideTheSingleKeys() {
        assertThat(document("{\"meta_data.color\": \"red\", \"meta_data\": [{\"key\": \"_mark\", \"value\": \"1\"}]}")
                        .body(true)
                        .toString())
                .isEqualTo(
                        "{\"meta_data\":[{\"key\":\"color\",\"value\":\"red\"},{\"key\":\"_mark\",\"value\":\"1\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "{\"attributes\":[{\"name\":\"Size\",\"option\":\"\"}]}; true",
                "{\"attributes\":[{\"name\":\"Size\",\"option\":\"S\"},{\"id\":3,\"option\":\"\"}]}; true",
                "{\"attributes\":[{\"name\":\"Size\",\"option\":\"S\"}]}; false",
                "{\"attributes\":[{\"name\":\"Size\",\"options\":[\"S\"]}]}; false",
                "{\"attributes\":[]}; false",
                "{\"name\":\"Shirt\"}; false",
            })
    void knowsAnOpenChoice(String fields, boolean open) {
        assertThat(document(fields).leavesAChoiceOpen()).isEqualTo(open);
    }

    @Test
    void sendsOneChangedKeyOfMetaDataAlone() {
        Document changed = document("{\"name\": \"Shirt\", \"meta_data.color\": \"blue\", \"meta_data.gone\": null}");

        assertThat(FieldHashes.of(MAPPED).missing(changed).fields().keySet()).containsExactly("meta_data.color");
    }

    @Test
    void doesNotCompareWhatIsForACreateOnly() {
        Document later = document("{\"create:status\": \"publish\", \"name\": \"Shirt\"}");

        assertThat(FieldHashes.of(MAPPED).byField()).doesNotContainKey("create:status");
        assertThat(FieldHashes.of(MAPPED).missing(later).isEmpty()).isTrue();
        assertThat(later.lasting()).isEqualTo(Set.of("name"));
    }

    @Test
    void forgetsWhatIsLeftToTheStore() {
        FieldHashes known = FieldHashes.of(document("{\"name\": \"Shirt\", \"description\": \"long\"}"));

        assertThat(known.only(List.of("name"))
                        .missing(document("{\"description\": \"long\"}"))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void sendsChosenFieldsWithThoseThatMustTravelWithThem() {
        Document wanted = document("{\"name\": \"Shirt\", \"regular_price\": \"10\", \"sale_price\": \"8\"}");

        assertThat(FieldHashes.none()
                        .missing(wanted, Set.of("regular_price"))
                        .fields()
                        .keySet())
                .containsExactly("regular_price", "sale_price");
        assertThat(FieldHashes.of(wanted).missing(wanted, Set.of("name")).isEmpty())
                .isTrue();
    }

    /** A list without brands would be ignored [empty-brands-list]. */
    @Test
    void takesTheLastBrandFromAProductByTheIdZero() {
        Document without = document("{'brands': []}");

        assertThat(without.body(false))
                .isEqualTo(Recording.of("empty-brands-zero").request().path("body"));
        assertThat(without.body(true)).as("there is none yet").isEmpty();
        assertThat(document("{'brands': [{'id': 34}]}").body(true).toString()).isEqualTo("{\"brands\":[{\"id\":34}]}");
        assertThat(document("{'tags': []}").body(false).toString()).isEqualTo("{\"tags\":[]}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'sku': 'S-1'} | S-1", "{'sku': ' '} |", "{'sku': null} |", "{'sku': 5} |", "{'name': 'Shirt'} |"
            })
    void hasASkuOnlyIfItIsAText(String document, @Nullable String sku) {
        assertThat(document(document).sku()).isEqualTo(Optional.ofNullable(sku));
    }

    @Test
    void showsTheValuesThatACallHas() {
        Document wanted = document("""
                {'name': 'Shirt', 'categories': [{'id': 16, 'name': 'Shirts'}],
                 'attributes': [{'id': 1, 'options': ['Pink'], 'stored': ['Rose']}]}""");

        assertThat(wanted.sent()).isEqualTo(document("""
                {'name': 'Shirt', 'categories': [{'id': 16}], 'attributes': [{'id': 1, 'options': ['Rose']}]}"""));
    }
}
