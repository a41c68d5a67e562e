package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldHashesTest {

    private static final Document SHIRT =
            document("{\"name\": \"Shirt\", \"sku\": \"S-1\", \"weight\": \"1\", \"regular_price\": \"10.00\"}");

    @Test
    void sendsEverythingWhileNothingIsKnown() {
        assertThat(FieldHashes.none().missing(SHIRT)).isEqualTo(SHIRT);
    }

    @Test
    void sendsNothingThatTheStoreShowsAlready() {
        assertThat(FieldHashes.of(SHIRT).missing(SHIRT).isEmpty()).isTrue();
    }

    @Test
    void sendsOnlyWhatDiffersInSendingOrder() {
        var changed = document("{\"weight\": \"2\", \"sku\": \"S-1\", \"name\": \"Blouse\"}");

        assertThat(FieldHashes.of(SHIRT).missing(changed).fields().keySet()).containsExactly("weight", "name");
    }

    @Test
    void sendsAChangeThatWasTakenBackIfTheAnswerToTheChangeIsUnknown() {
        var blouse = document("{\"name\": \"Blouse\"}");
        var known = FieldHashes.of(SHIRT);

        var afterLostAnswer = known.without(known.missing(blouse).fields().keySet());

        assertThat(afterLostAnswer.missing(SHIRT).fields().keySet()).containsExactly("name");
    }

    @Test
    void sendsPricesTogetherAsALowerRegularPriceRemovesTheSalePrice() {
        var before = document("{\"name\": \"Shirt\", \"regular_price\": \"10\", \"sale_price\": \"8\"}");
        var after = document("{\"name\": \"Shirt\", \"regular_price\": \"12\", \"sale_price\": \"8\"}");

        assertThat(FieldHashes.of(before).missing(after).fields().keySet())
                .containsExactly("regular_price", "sale_price");
    }

    @Test
    void survivesTheDatabase() {
        var hashes = FieldHashes.of(SHIRT);

        assertThat(FieldHashes.parse(hashes.toJson())).isEqualTo(hashes);
        assertThat(hashes.byField())
                .allSatisfy((field, hash) -> assertThat(hash).matches("[0-9a-f]{12}"));
    }

    @Test
    void knowsNothingIfTheTextIsMissingOrBroken() {
        for (String text : List.of("", "null", "{\"name\":", "[]")) {
            assertThat(FieldHashes.parse(text)).as(text).isEqualTo(FieldHashes.none());
        }
        assertThat(FieldHashes.parse(null)).isEqualTo(FieldHashes.none());
    }

    @ParameterizedTest(name = "{0}: {1} and {2} are one value: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "regular_price | \"10.00\" | \"10\" | true",
                "sale_price | \"0.50\" | \"0.5\" | true",
                "weight | \"1.0\" | \" 1\" | true",
                "regular_price | \"100\" | \"1E2\" | false",
                "regular_price | \"10.01\" | \"10\" | false",
                "regular_price | \"\" | \"0\" | false",
                "regular_price | \"12,50\" | \"12.50\" | false",
                "name | \"10.00\" | \"10\" | false",
                "stock_quantity | 5 | 5.0 | true",
                "stock_quantity | 5 | \"5\" | false",
                "stock_quantity | 0 | null | false",
                "dimensions | {\"length\": \"1\", \"width\": \"2\"} | {\"width\": \"2\", \"length\": \"1\"} | true",
                "dimensions | {\"length\": \"1.0\"} | {\"length\": \"1\"} | true",
                "dimensions | {\"length\": \"1\"} | {\"length\": \"2\"} | false",
                "dimensions | [\"1.0\"] | [\"1\"] | false",
                "meta_data.size | {\"length\": \"1.0\"} | {\"length\": \"1\"} | false",
                "images | [{\"id\": 1}, {\"id\": 2}] | [{\"id\": 2}, {\"id\": 1}] | false",
                "name | \"a\" | \"A\" | false",
                "tags | [] | {} | false"
            })
    void comparesValuesAsWooCommerceDoes(String field, String one, String other, boolean same) {
        var first = document("{\"" + field + "\": " + one + "}");
        var second = document("{\"" + field + "\": " + other + "}");

        assertThat(FieldHashes.of(first).missing(second).isEmpty()).isEqualTo(same);
    }

    /** A store that writes the post again removes a level of backslashes from its texts. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'status': 'draft', 'description': 'C:\\\\temp'} | status, description",
                "{'status': 'draft', 'description': '\\\\server'} | status, description",
                "{'status': 'draft', 'description': 'Linen'} | status",
                "{'status': 'draft', 'sku': 'A\\\\B'} | status",
                "{'regular_price': '9', 'description': 'C:\\\\temp'} | regular_price",
            })
    void sendsTextsWithBackslashesAgainIfTheStoreWritesThem(String wanted, String sent) {
        Document document = document(wanted);
        FieldHashes known = FieldHashes.of(document).without(Set.of("status", "regular_price"));

        assertThat(known.missing(document).fields().keySet()).containsExactly(sent.split(", "));
        assertThat(known.missing(document, Set.of("status", "regular_price"))
                        .fields()
                        .keySet())
                .containsExactly(sent.split(", "));
    }

    @Test
    void namesTheTextsThatLoseBackslashes() {
        Document wanted = document("{'name': 'Shirt', 'description': 'C:\\\\temp', 'sku': 'A\\\\B'}");

        assertThat(FieldHashes.rewritten(wanted).fields()).containsOnlyKeys("description");
    }

    @Test
    void marksAFieldThatTheStoreShowsOtherwise() {
        FieldHashes known = FieldHashes.of(SHIRT);

        FieldHashes marked = known.shownOtherwise("name", true);

        assertThat(marked.isShownOtherwise("name")).isTrue();
        assertThat(marked.isShownOtherwise("sku")).isFalse();
        assertThat(marked.isShownOtherwise("tags")).isFalse();
        assertThat(marked.missing(SHIRT).isEmpty()).as("it is not sent again").isTrue();
        assertThat(marked.shownOtherwise("name", true)).isEqualTo(marked);
        assertThat(marked.shownOtherwise("name", false)).isEqualTo(known);
        assertThat(known.shownOtherwise("tags", true)).as("it was never sent").isEqualTo(known);
    }

    @Test
    void remembersTheValueThatTheStoreDidNotTake() {
        Document heavier = document("{'weight': '2'}");

        FieldHashes known = FieldHashes.of(SHIRT).refused(heavier, "weight");

        assertThat(known.wasRefused(heavier, "weight")).isTrue();
        assertThat(known.wasRefused(SHIRT, "weight")).isFalse();
        assertThat(known.wasRefused(heavier, "name")).isFalse();
        assertThat(known.shows(heavier, "weight")).isFalse();
        assertThat(known.missing(heavier)).as("it is sent again").isEqualTo(heavier);
    }

    @Test
    void refusesNothingThatTheDocumentDoesNotHave() {
        FieldHashes known = FieldHashes.of(SHIRT);

        assertThat(known.refused(SHIRT, "tags")).isEqualTo(known);
        assertThat(known.shows(SHIRT, "tags")).isFalse();
        assertThat(known.shows("tags", "")).isFalse();
    }

    @Test
    void knowsTheTextThatTheStoreShows() {
        FieldHashes known = FieldHashes.of(SHIRT);

        assertThat(known.shows("regular_price", "10")).isTrue();
        assertThat(known.shows("regular_price", "11")).isFalse();
        assertThat(FieldHashes.hash(SHIRT, "sku")).isEqualTo(known.byField().get("sku"));
        assertThat(FieldHashes.hash(SHIRT, "tags")).isNull();
    }
}
