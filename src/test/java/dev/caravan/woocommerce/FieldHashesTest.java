package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.BatchRequestTest.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                "images | [{\"id\": 1}, {\"id\": 2}] | [{\"id\": 2}, {\"id\": 1}] | false",
                "name | \"a\" | \"A\" | false",
                "tags | [] | {} | false"
            })
    void comparesValuesAsWooCommerceDoes(String field, String one, String other, boolean same) {
        var first = document("{\"" + field + "\": " + one + "}");
        var second = document("{\"" + field + "\": " + other + "}");

        assertThat(FieldHashes.of(first).missing(second).isEmpty()).isEqualTo(same);
    }
}
