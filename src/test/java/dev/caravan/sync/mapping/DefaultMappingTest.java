package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.full;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultMappingTest {

    private final DefaultMapping mapping = new DefaultMapping();

    @Test
    void carriesEveryFieldAndNoneThatIsNotOurs() throws JsonProcessingException {
        Map<String, JsonNode> fields = fields(full(
                List.of(new AttributeValue(1, "Colour", AttributeType.TEXT, TextNode.valueOf("red"))),
                List.of(
                        new ProductAsset(
                                1,
                                "https://pim.example/a.jpg",
                                "front",
                                null,
                                "image/jpeg",
                                "https://pim.example/a.jpg",
                                "a"),
                        new ProductAsset(
                                2,
                                "https://pim.example/b.pdf",
                                "manual",
                                null,
                                "application/pdf",
                                "https://pim.example/b.pdf",
                                "b"))));

        assertThat(new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(fields)))
                .isEqualTo(new ObjectMapper().readTree("""
                {"name": "Shirt", "sku": "SKU-1", "status": "draft", "description": "long", "short_description": "short",
                 "regular_price": "10", "sale_price": "9.50", "manage_stock": true, "stock_quantity": 0, "weight": "0.250",
                 "dimensions": {"length": "1", "width": "", "height": "3.5"},
                 "categories": [{"name": "Clothing > Shirts"}], "tags": [{"name": "new"}, {"name": "red"}],
                 "attributes": [{"name": "Colour", "position": 0, "visible": true, "variation": false, "options": ["red"]}],
                 "images": [{"src": "https://pim.example/a.jpg", "name": "front"}]}
                """));
    }

    @Test
    void sendsEmptiedFieldsEmpty() throws JsonProcessingException {
        assertThat(new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(fields(product()))))
                .isEqualTo(new ObjectMapper().readTree("""
                {"name": "Shirt", "sku": "SKU-1", "status": "publish", "description": "", "short_description": "",
                 "regular_price": "10.00", "sale_price": "", "manage_stock": false, "weight": "",
                 "dimensions": {"length": "", "width": "", "height": ""}, "categories": [], "tags": [], "attributes": [], "images": []}
                """));
    }

    /** On a variable product {@code type: simple} deletes the variations for good. */
    @Test
    void neverSaysOfWhichTypeAProductIs() {
        assertThat(fields(product())).doesNotContainKey("type");
        assertThat(fields(full(List.of(), List.of()))).doesNotContainKey("type");
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                Arguments.of(AttributeType.TEXT, TextNode.valueOf("a|b"), List.of("a|b")),
                Arguments.of(AttributeType.NUMBER, IntNode.valueOf(5), List.of("5")),
                Arguments.of(AttributeType.NUMBER, DecimalNode.valueOf(new BigDecimal("1E+2")), List.of("100")),
                Arguments.of(AttributeType.NUMBER, DecimalNode.valueOf(new BigDecimal("0.50")), List.of("0.50")),
                Arguments.of(AttributeType.BOOLEAN, BooleanNode.TRUE, List.of("Yes")),
                Arguments.of(AttributeType.BOOLEAN, BooleanNode.FALSE, List.of("No")),
                Arguments.of(AttributeType.DATE, TextNode.valueOf("2026-01-31"), List.of("2026-01-31")),
                Arguments.of(AttributeType.CHOICE, TextNode.valueOf("M"), List.of("M")),
                Arguments.of(
                        AttributeType.MULTICHOICE,
                        JsonNodeFactory.instance.arrayNode().add("S").add("M"),
                        List.of("S", "M")),
                Arguments.of(AttributeType.MULTICHOICE, JsonNodeFactory.instance.arrayNode(), List.of()));
    }

    @ParameterizedTest(name = "{0} {1} shows as {2}")
    @MethodSource("attributes")
    void showsAttributesAsPeopleReadThem(AttributeType type, JsonNode value, List<String> options) {
        Map<String, JsonNode> fields = fields(full(List.of(new AttributeValue(1, "Any", type, value)), List.of()));
        JsonNode attribute = Objects.requireNonNull(fields.get("attributes")).path(0);

        assertThat(attribute.path("options")).extracting(JsonNode::asText).containsExactlyElementsOf(options);
    }

    @Test
    void countsThePositionsOfAttributes() {
        AttributeValue any = new AttributeValue(1, "Any", AttributeType.TEXT, TextNode.valueOf("x"));

        assertThat(fields(full(List.of(any, any, any), List.of())).get("attributes"))
                .extracting(node -> node.path("position").asInt())
                .containsExactly(0, 1, 2);
    }

    private Map<String, JsonNode> fields(Product product) {
        return mapping.document(product, store()).fields();
    }
}
