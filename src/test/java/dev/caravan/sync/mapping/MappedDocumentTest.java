package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.full;
import static dev.caravan.sync.Given.store;
import static dev.caravan.sync.mapping.GivenProduct.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.PriceRules;
import dev.caravan.store.mapping.PriceRules.Rounding;
import dev.caravan.sync.Given;
import dev.caravan.woocommerce.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store shows by a mapping; the product is {@link Given#full} with the attributes of each case. */
class MappedDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALWAYS = "{\"name\":\"Shirt\",\"sku\":\"SKU-1\",\"create:status\":\"draft\"";

    @ParameterizedTest(name = "{0} shows {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | ",
                "price | ,\"regular_price\":\"10\"",
                "salePrice,description | ,\"description\":\"long\",\"sale_price\":\"9.50\"",
                "stockQuantity | ,\"manage_stock\":true,\"stock_quantity\":0",
                "categories | ,\"categories\":[{\"name\":\"Clothing > Shirts\"}]",
                "assets | ,\"images\":[]"
            })
    void leavesToTheStoreWhatIsNotSelected(String selected, String fields) throws JsonProcessingException {
        assertThat(document(mapping(List.of(selected.split(",")), Map.of())))
                .isEqualTo(JSON.readTree(ALWAYS + (fields == null ? "" : fields) + "}"));
    }

    @Test
    void sendsTheStatusWithACreateOnlyUnlessItIsSelected() {
        assertThat(document(mapping(List.of("status"), Map.of())).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "sku", "status");
    }

    /** An attribute with id 1 that is mapped: its type and value, the target, and what the store gets. */
    @ParameterizedTest(name = "{0} {1} goes to {2} as {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NUMBER | 12.50 | regular_price | \"regular_price\":\"12.50\"",
                "TEXT | \" 12.5 \" | sale_price | \"sale_price\":\"12.5\"",
                "TEXT | \"in words\" | description | \"description\":\"in words\"",
                "TEXT | \"Hemd\" | name | \"name\":\"Hemd\"",
                "NUMBER | 1E+2 | weight | \"weight\":\"100\"",
                "NUMBER | 5 | dimensions.length | \"dimensions\":{\"length\":\"5\"}",
                "NUMBER | 7.0 | stock_quantity | \"stock_quantity\":7,\"manage_stock\":true",
                "TEXT | \"1e999999999\" | regular_price | \"regular_price\":\"1e999999999\"", // a gigabyte of digits
                "TEXT | \"1e2147483647\" | stock_quantity | \"stock_quantity\":\"1e2147483647\"",
                "TEXT | \"many\" | stock_quantity | \"stock_quantity\":\"many\",\"manage_stock\":true",
                "NUMBER | 2.5 | low_stock_amount | \"low_stock_amount\":2.5",
                "BOOLEAN | true | featured | \"featured\":true",
                "TEXT | \"no\" | virtual | \"virtual\":false",
                "TEXT | \"perhaps\" | manage_stock | \"manage_stock\":\"perhaps\"",
                "CHOICE | \"Hidden\" | catalog_visibility | \"catalog_visibility\":\"hidden\"",
                "TEXT | \"reduced-rate\" | tax_class | \"tax_class\":\"reduced-rate\"",
                "TEXT | \"Standard\" | tax_class | \"tax_class\":\"\"",
                "TEXT | \"Standard\" | shipping_class | \"shipping_class\":\"Standard\"",
                "TEXT | \"S < M\" | name | \"name\":\"S &lt; M\"",
                "TEXT | \"<b>S</b>\" | description | \"description\":\"<b>S</b>\"",
                "NUMBER | 123456789012345678 | menu_order | \"menu_order\":123456789012345678",
                "NUMBER | 123456789012345678.0 | menu_order | \"menu_order\":123456789012345678,",
                "NUMBER | 1234567890123456789 | menu_order | \"menu_order\":1234567890123456789",
                "NUMBER | 12345678901234567890 | menu_order | \"menu_order\":12345678901234567890",
                "MULTICHOICE | [\"a\",\" \"] | tags | \"tags\":[{\"name\":\"a\"}]",
                "DATE | \"2026-01-31\" | date_on_sale_from | \"date_on_sale_from\":\"2026-01-31\"",
                "DATE | \"2026-01-31\" | date_on_sale_to | \"date_on_sale_to\":\"2026-01-31T23:59:59\"",
                "TEXT | \"4006381333931\" | global_unique_id | \"global_unique_id\":\"4006381333931\"",
                "TEXT | \"Acme\" | brands | \"brands\":[{\"name\":\"Acme\"}]",
                "MULTICHOICE | [\"a\",\"b\"] | tags | \"tags\":[{\"name\":\"a\"},{\"name\":\"b\"}]",
                "NUMBER | 1.50 | meta_data.erp.id | \"meta_data.erp.id\":\"1.50\"",
                "BOOLEAN | false | meta_data.flag | \"meta_data.flag\":false",
                "MULTICHOICE | [\"a\",\"b\"] | meta_data.list | \"meta_data.list\":[\"a\",\"b\"]"
            })
    void givesValuesTheTypeOfTheirField(AttributeType type, String value, String target, String expected)
            throws JsonProcessingException {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:1", target));
        JsonNode document = document(mapping, new AttributeValue(1, "Any", type, exact(value)));

        assertThat(document.toString()).contains(expected);
        assertThat(document.has("attributes")).isFalse();
    }

    @ParameterizedTest(name = "{0} is emptied as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "regular_price | \"regular_price\":\"\"",
                "purchase_note | \"purchase_note\":\"\"",
                "dimensions.width | \"dimensions\":{\"width\":\"\"}",
                "stock_quantity | \"manage_stock\":false",
                "low_stock_amount | \"low_stock_amount\":null",
                "menu_order | \"menu_order\":0",
                "featured | \"featured\":false",
                "reviews_allowed | \"reviews_allowed\":true",
                "backorders | \"backorders\":\"no\"",
                "date_on_sale_to | \"date_on_sale_to\":\"\"",
                "brands | \"brands\":[]",
                "meta_data.erp | \"meta_data.erp\":null",
                "global_attribute | \"attributes\":[]"
            })
    void emptiesAFieldWhoseAttributeIsGone(String target, String expected) throws JsonProcessingException {
        assertThat(document(mapping(List.of(), Map.of("attribute:1", target))).toString())
                .contains(expected);
    }

    @Test
    void leavesTheSlugToTheStoreIfThereIsNone() {
        assertThat(document(mapping(List.of(), Map.of("attribute:1", "slug"))).has("slug"))
                .isFalse();
    }

    @Test
    void prefersTheMappedValueAndElseTakesTheUsualOne() throws JsonProcessingException {
        ExportMapping mapping = mapping(
                List.of("price", "tags", "dimensions", "stockQuantity"),
                Map.of(
                        "attribute:1", "regular_price",
                        "attribute:2", "tags",
                        "attribute:3", "dimensions.length",
                        "attribute:4", "stock_quantity"));

        JsonNode mapped = document(mapping, number(1, "12"), number(2, "2"), number(3, "30"), number(4, "4"));
        JsonNode usual = document(mapping);

        assertThat(mapped.path("regular_price").asText()).isEqualTo("12");
        assertThat(mapped.path("tags"))
                .extracting(tag -> tag.path("name").asText())
                .containsExactly("new", "red", "2");
        assertThat(mapped.path("dimensions"))
                .isEqualTo(JSON.readTree("{\"length\":\"30\",\"width\":\"\",\"height\":\"3.5\"}"));
        assertThat(mapped.path("stock_quantity").asInt()).isEqualTo(4);
        assertThat(usual.path("regular_price").asText()).isEqualTo("10");
        assertThat(usual.path("dimensions").path("length").asText()).isEqualTo("1");
        assertThat(usual.path("manage_stock").asBoolean()).isTrue();
        assertThat(usual.path("stock_quantity").asInt()).isZero();
    }

    @Test
    void movesTheQuantityToAFieldOfMetaData() {
        ExportMapping mapping = mapping(List.of(), Map.of("stockQuantity", "meta_data.stock"));

        assertThat(document(mapping).path("meta_data.stock").asText()).isEqualTo("0");
        assertThat(new MappedDocument(mapping)
                        .document(Given.product(), store())
                        .fields())
                .containsEntry("meta_data.stock", NullNode.getInstance());
    }

    @Test
    void movesAFieldOfTheProductButNeverItsNameAndSku() {
        JsonNode document =
                document(mapping(List.of("price"), Map.of("price", "meta_data.price", "sku", "global_unique_id")));

        assertThat(document.has("regular_price")).isFalse();
        assertThat(document.path("meta_data.price").asText()).isEqualTo("10");
        assertThat(document.path("sku").asText()).isEqualTo("SKU-1");
        assertThat(document.path("global_unique_id").asText()).isEqualTo("SKU-1");
    }

    @Test
    void showsSelectedAttributesInTheirOrderThenTheRestButNotWhatIsMappedElsewhere() throws JsonProcessingException {
        AttributeValue[] values = {number(1, "1"), number(2, "2"), number(3, "3"), number(4, "4")};

        JsonNode chosen = document(mapping(List.of("attribute:3", "attribute:1"), Map.of()), values);
        JsonNode all = document(
                mapping(
                        List.of("attribute:3", "attributes"),
                        Map.of("attribute:1", "meta_data.one", "attribute:4", "global_attribute")),
                values);

        assertThat(names(chosen)).containsExactly("A3", "A1");
        assertThat(chosen.path("attributes"))
                .extracting(a -> a.path("position").asInt())
                .containsExactly(0, 1);
        assertThat(names(all)).containsExactly("A3", "A4", "A2");
        assertThat(all.path("attributes"))
                .extracting(a -> a.path("global").asBoolean())
                .containsExactly(false, true, false);
    }

    @Test
    void leavesOutWhatTheStoreWouldIgnore() throws JsonProcessingException {
        ExportMapping mapping =
                mapping(List.of("stockQuantity"), Map.of("attribute:1", "stock_status", "attribute:2", "manage_stock"));

        JsonNode managed = document(mapping, text(1, "onbackorder"), text(2, "yes"));
        JsonNode free = document(mapping, text(1, "onbackorder"), text(2, "no"));

        assertThat(managed.has("stock_status")).isFalse();
        assertThat(managed.has("stock_quantity")).isTrue();
        assertThat(free.path("stock_status").asText()).isEqualTo("onbackorder");
        assertThat(free.has("stock_quantity")).isFalse();
    }

    @Test
    void makesPricesByItsRules() throws JsonProcessingException {
        ExportMapping usual = mapping(List.of("price", "salePrice"), Map.of("attribute:1", "regular_price"));
        ExportMapping mapping = new ExportMapping(
                1, 1, usual.selected(), usual.targets(), new PriceRules(new BigDecimal("1.19"), Rounding.ENDS_99));

        JsonNode document = document(mapping, number(1, "20"));
        assertThat(document.path("regular_price").asText()).isEqualTo("23.99");
        assertThat(document.path("sale_price").asText()).isEqualTo("11.99");
        assertThat(document(mapping, text(1, "dear")).path("regular_price").asText())
                .isEqualTo("dear");
    }

    @Test
    void bringsOneValueToSeveralFields() throws JsonProcessingException {
        JsonNode document = document(
                mapping(
                        List.of("price", "description", "attribute:2"),
                        Map.of(
                                "attribute:1", "global_unique_id,meta_data.ean",
                                "attribute:2", "attributes,meta_data.colour",
                                "attribute:3", "global_attribute,tags",
                                "price", "regular_price,meta_data.list_price",
                                "description", "short_description")),
                text(1, "4006381333931"),
                text(2, "Red"),
                text(3, "Oak"));

        assertThat(document.path("global_unique_id").asText()).isEqualTo("4006381333931");
        assertThat(document.path("meta_data.ean").asText()).isEqualTo("4006381333931");
        assertThat(document.path("meta_data.colour").asText()).isEqualTo("Red");
        assertThat(document.path("attributes").findValuesAsText("options")).hasSize(2);
        assertThat(document.path("attributes").toString()).contains("Red").contains("Oak");
        assertThat(document.path("tags").toString()).contains("Oak");
        assertThat(document.path("regular_price")).isEqualTo(document.path("meta_data.list_price"));
        assertThat(document.path("short_description").asText()).isNotEmpty();
        assertThat(document.has("description"))
                .as("what is mapped elsewhere only")
                .isFalse();
    }

    @Test
    void saysThatAWholeNumberIsTooLarge() throws JsonProcessingException {
        MappedDocument mapped = new MappedDocument(mapping(List.of(), Map.of("attribute:1", "menu_order")));
        Product product = full(List.of(number(1, "123456789012345678")), List.of());

        assertThatThrownBy(() -> DocumentCheck.checked(mapped.document(product, store()), mapped.origins(product)))
                .hasMessage(
                        "menu_order (attribute A1) cannot be \"123456789012345678\": it must have at most nine digits");
    }

    @Test
    void saysWhichAttributeAStoreCannotTake() throws JsonProcessingException {
        MappedDocument mapped = new MappedDocument(mapping(List.of(), Map.of("attribute:1", "regular_price")));
        Product product = full(List.of(text(1, "12,50")), List.of());
        Document document = mapped.document(product, store());

        assertThatThrownBy(() -> DocumentCheck.checked(document, mapped.origins(product)))
                .hasMessageContaining("regular_price (attribute A1) cannot be \"12,50\"");
    }

    private static List<String> names(JsonNode document) {
        List<String> names = new ArrayList<>();
        document.path("attributes").forEach(a -> names.add(a.path("name").asText()));
        return names;
    }

    private static AttributeValue number(long id, String value) throws JsonProcessingException {
        return new AttributeValue(id, "A" + id, AttributeType.NUMBER, exact(value));
    }

    private static AttributeValue text(long id, String value) throws JsonProcessingException {
        return new AttributeValue(id, "A" + id, AttributeType.TEXT, exact("\"" + value + "\""));
    }

    private static JsonNode exact(String json) throws JsonProcessingException {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .setNodeFactory(com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true))
                .readTree(json);
    }

    private static JsonNode document(ExportMapping mapping, AttributeValue... attributes) {
        Map<String, JsonNode> fields = new MappedDocument(mapping)
                .document(full(List.of(attributes), List.of()), store())
                .fields();
        return JSON.createObjectNode().setAll(new LinkedHashMap<>(fields));
    }
}
