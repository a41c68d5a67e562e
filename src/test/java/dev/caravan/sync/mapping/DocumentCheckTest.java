package dev.caravan.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.woocommerce.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stores drop or misread, by the recordings named in brackets; StoredFormTest has the list of all of them. */
class DocumentCheckTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // [product-create-price-not-a-number], [-comma], [-thousands], [products-batch-no-validation]
                "{\"regular_price\": \"abc\"} ; not_a_number",
                "{\"regular_price\": \"12,50\"} ; not_a_number",
                "{\"regular_price\": \"1,234.56\"} ; not_a_number",
                "{\"regular_price\": \"1e3\"} ; not_a_number",
                "{\"sale_price\": \"ten\"} ; not_a_number",
                // [product-create-price-negative] is taken, and nobody wants it
                "{\"regular_price\": \"-5\"} ; out_of_range",
                "{\"regular_price\": \"12345678901234567\"} ; out_of_range",
                "{\"regular_price\": \"1234567890123456\"} ; out_of_range",
                // [product-create-weight-text]
                "{\"weight\": \"1,5 kg\"} ; not_a_number",
                "{\"dimensions\": {\"length\": \"abc\"}} ; not_a_number",
                "{\"dimensions\": {\"width\": \"10 cm\"}} ; not_a_number",
                "{\"dimensions\": {\"height\": \"-1\"}} ; out_of_range",
                // [product-create-sale-above-regular], [product-update-regular-below-sale]
                "{\"regular_price\": \"10\", \"sale_price\": \"12\"} ; sale_price_not_below",
                "{\"regular_price\": \"10\", \"sale_price\": \"10.00\"} ; sale_price_not_below",
                "{\"regular_price\": \"\", \"sale_price\": \"5\"} ; sale_price_not_below",
                // [products-batch-no-validation]
                "{\"stock_quantity\": \"many\"} ; not_an_integer",
                "{\"stock_quantity\": 2.5} ; not_an_integer",
                "{\"stock_quantity\": 99999999999} ; out_of_range",
                "{\"manage_stock\": \"perhaps\"} ; not_a_boolean",
                "{\"status\": \"online\"} ; unknown_value",
                "{\"status\": \"trash\"} ; unknown_value",
                // as in [product-create-status-invalid]; in a batch the first word is taken
                "{\"catalog_visibility\": \"nowhere\"} ; unknown_value",
                "{\"backorders\": \"maybe\"} ; unknown_value",
                "{\"stock_status\": \"in stock\"} ; unknown_value",
                "{\"tax_status\": \"\"} ; unknown_value",
                // [product-create-boolean-text], [product-create-lenient-types]
                "{\"sold_individually\": \"no\"} ; not_a_boolean",
                "{\"featured\": 1} ; not_a_boolean",
                // [product-create-date-bad]
                "{\"date_on_sale_from\": \"31.12.2026\"} ; not_a_date",
                "{\"date_on_sale_to\": \"2026-02-30\"} ; not_a_date",
                "{\"date_on_sale_to\": \"2026-01-31T25:00:00\"} ; not_a_date",
                // [product-create-gtin-invalid]
                "{\"global_unique_id\": \"ABC\"} ; not_a_gtin",
                // [product-create-name-empty]
                "{\"name\": \"\"} ; name_empty",
                "{\"name\": \"0\"} ; name_empty",
                "{\"name\": \" 0 \"} ; name_empty",
                "{\"name\": \" <script></script>\"} ; name_empty",
                // [text-sku-batch]
                "{\"sku\": \"<b>1</b>1\"} ; sku_not_kept",
                "{\"sku\": \"<3-1\"} ; sku_not_kept",
                "{\"sku\": \"50%AB-1\"} ; sku_not_kept",
                "{\"sku\": \"100%201\"} ; sku_not_kept",
                "{\"tags\": [{\"name\": \"80%ab wool\"}]} ; term_not_kept",
                // [category-create-no-name]
                "{\"categories\": [{\"name\": \"Clothing >  > Shirts\"}]} ; term_empty",
                // [product-create-attribute-pipe]
                "{\"attributes\": [{\"name\": \"Size\", \"options\": [\"L\", \"S|M\"]}]} ; option_with_pipe",
            })
    void refusesWhatAStoreWouldMisread(String document, String code) throws JsonProcessingException {
        Document misread = document(document);

        assertThatThrownBy(() -> DocumentCheck.checked(misread, FieldNames::of))
                .isInstanceOfSatisfying(
                        CannotBeSentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"regular_price\": \"12.3456789\", \"sale_price\": \"12.3456788\"}",
                "{\"regular_price\": \"\", \"sale_price\": \"\"}",
                "{\"regular_price\": \"10\", \"sale_price\": \"0\"}", // shown as empty, but the price is 0
                "{\"regular_price\": \"123456789012345.6789\"}",
                "{\"sale_price\": \"5\"}", // the regular price is the store's own
                "{\"stock_quantity\": -3}", // [product-create-stock-negative]: sold more than there was
                "{\"low_stock_amount\": null}",
                "{\"date_on_sale_from\": \"\", \"date_on_sale_to\": \"2026-12-31\"}",
                "{\"date_on_sale_to\": \"2026-12-31T23:59:59\"}",
                "{\"global_unique_id\": \"978-3-16-148410-0\"}",
                "{\"name\": \"Größe & <b>C</b> \\\\ 日本語\"}", // kept in another form, see StoredFormTest
                "{\"sku\": \"C:\\\\A & 'B'\"}",
                "{\"slug\": \"Mein Slug\"}", // the store makes it its own
                "{\"dimensions\": {\"length\": \"0.5\", \"width\": \"\"}}",
                "{\"meta_data.any\": \"a|b\", \"meta_data.none\": null}",
                "{\"attributes\": [{\"name\": \"Size\", \"options\": []}]}",
                "{\"create:status\": \"draft\"}",
            })
    void letsPassWhatAStoreKeeps(String document) throws JsonProcessingException {
        Document kept = document(document);

        assertThat(DocumentCheck.checked(kept, FieldNames::of)).isSameAs(kept);
    }

    /** Longer ones kill the create, and an update drops them [product-create-name-very-long, -update-name-too-long]. */
    @ParameterizedTest(name = "{0}: {1} times {2} is refused as {3}")
    @CsvSource({
        "name, 300, N,",
        "name, 65535, N,",
        "name, 65536, N, text_too_long",
        "description, 300000, d,",
        "short_description, 65535, d,",
        "short_description, 65536, d, text_too_long",
        "short_description, 13107, &,",
        "short_description, 13108, &, text_too_long",
        "purchase_note, 150000, ä,",
        "sku, 100, S,",
        "sku, 101, S, sku_too_long",
        "tax_class, 201, t, text_too_long"
    })
    void knowsHowMuchAStoreKeeps(String field, int times, String text, String code) throws JsonProcessingException {
        Document document = document("{\"" + field + "\": \"" + text.repeat(times) + "\"}");

        if (code == null) {
            assertThat(DocumentCheck.checked(document, FieldNames::of)).isSameAs(document);
        } else {
            assertThatThrownBy(() -> DocumentCheck.checked(document, FieldNames::of))
                    .isInstanceOfSatisfying(
                            CannotBeSentException.class,
                            e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    @ParameterizedTest(name = "{0} of {1} characters: {2}")
    @CsvSource({
        "categories, 200, true",
        "categories, 201, false",
        "tags, 200, true",
        "tags, 201, false",
    })
    void knowsHowLongTheNameOfATermMayBe(String field, int characters, boolean kept) throws JsonProcessingException {
        String name = "t".repeat(characters);
        String path = field.equals("categories") ? "Clothing > " + name + " > " + name : name;
        Document document = document("{\"" + field + "\": [{\"name\": \"" + path + "\"}]}");

        if (kept) {
            assertThat(DocumentCheck.checked(document, FieldNames::of)).isSameAs(document);
        } else {
            assertThatThrownBy(() -> DocumentCheck.checked(document, FieldNames::of))
                    .isInstanceOf(CannotBeSentException.class);
        }
    }

    @Test
    void saysAllThatIsWrongAndWhereItComesFrom() throws JsonProcessingException {
        Document wrong = document("{\"regular_price\": \"12,50\", \"weight\": \"heavy\"}");

        assertThatThrownBy(() -> DocumentCheck.checked(
                        wrong, field -> field.equals("regular_price") ? "attribute price_eur" : field))
                .hasMessage(
                        "regular_price (attribute price_eur) cannot be \"12,50\": it must be a number with a decimal"
                                + " point, such as 12.50; weight cannot be \"heavy\": it must be a number with a decimal point,"
                                + " such as 12.50");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'name':' '} ; name would be empty in the store, which would call the product \"Product\"",
                "{'name':'0'} ; name cannot be \"0\" in the store, which would call the product \"Product\"",
                "{'regular_price':'','sale_price':'5'} ; sale_price (salePrice) cannot be \"5\": it must be below the regular price, and there is no regular price",
                "{'regular_price':'4','sale_price':'5'} ; sale_price (salePrice) cannot be \"5\": it must be below the regular price, and regular_price is 4",
                "{'sku':'<b>'} ; sku cannot be \"<b>\": the store would keep nothing of it",
                "{'featured':null} ; featured cannot be empty: it must be true or false",
            })
    void saysWhatIsWrong(String document, String text) {
        assertThat(DocumentCheck.problems(Documents.of(document), FieldNames::of))
                .extracting(DocumentProblem::text)
                .containsExactly(text);
    }

    @Test
    void namesTheWholeFieldThatIsLeftOutForOneSide() {
        assertThat(DocumentCheck.problems(Documents.of("{'dimensions':{'width':'10 cm'}}"), FieldNames::of))
                .extracting(DocumentProblem::field, DocumentProblem::text)
                .containsExactly(
                        tuple(
                                "dimensions",
                                "dimensions.width cannot be \"10 cm\": it must be a number with a decimal point, such as 12.50"));
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({"60, false", "61, true"})
    void shortensAValueInAMessage(int length, boolean shortened) {
        String value = "x".repeat(length);

        assertThat(DocumentCheck.problems(Documents.of("{'weight':'" + value + "'}"), FieldNames::of))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .startsWith("weight cannot be \"" + "x".repeat(60) + (shortened ? "…\"" : "\"")));
    }

    @Test
    void refusesADocumentByItsFirstProblemAndSaysAll() {
        CannotBeSentException refusal = DocumentCheck.refusal(List.of(
                new DocumentProblem("weight", "not_a_number", "weight is wrong"),
                new DocumentProblem("name", "name_empty", "name is wrong")));

        assertThat(refusal.code()).isEqualTo("not_a_number");
        assertThat(refusal.reason()).isEqualTo("weight is wrong; name is wrong");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', true",
        "2026-01-31, true",
        "2026-01-31T10:00:00, true",
        "0001-01-01, true",
        "0000-01-01, false", // PHP would read it as the year before the first
        "0000-01-01T10:00:00, false",
        "0001-01-01T10:00:00, true",
        "-0001-01-01, false"
    })
    void knowsADate(String text, boolean date) {
        assertThat(DateTexts.isDate(text)).isEqualTo(date);
    }

    private static Document document(String json) throws JsonProcessingException {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        new ObjectMapper().readTree(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new Document(fields);
    }
}
