package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.BatchRequestTest.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
}
