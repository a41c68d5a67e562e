package dev.caravan.sync.mapping;

import static dev.caravan.sync.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Dimensions;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.catalog.VariantStock;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.woocommerce.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariableProductsTest {

    private static final AttributeValue MATERIAL =
            new AttributeValue(1, "Material", AttributeType.TEXT, TextNode.valueOf("Wool"));
    private static final VariantOptions SIZE = new VariantOptions(2, "Size", AttributeType.CHOICE, texts("M", "S"));

    @Test
    void offersTheChoicesOfItsVariants() {
        Product parent = product(ProductType.VARIABLE, List.of(MATERIAL), List.of(SIZE));

        Document document = VariableProducts.parent(new DefaultMapping().document(parent, Given.store()), parent);

        assertThat(document.fields()).containsEntry("type", TextNode.valueOf("variable"));
        assertThat(document.fields())
                .doesNotContainKeys("regular_price", "sale_price")
                .containsKey("name");
        assertThat(document.fields().get("attributes"))
                .isEqualTo(json("[{'name':'Material','position':0,'visible':true,'variation':false,'options':['Wool']},"
                        + "{'name':'Size','position':1,'visible':true,'variation':true,'options':['M','S']}]"));
    }

    @Test
    void keepsItsOwnOrderOfChoices() {
        AttributeValue own = new AttributeValue(2, "Size", AttributeType.MULTICHOICE, json("['S','M','L']"));
        Product parent = product(ProductType.VARIABLE, List.of(own), List.of(SIZE));

        assertThat(VariableProducts.withChoices(parent).attributes().get(0).value())
                .isEqualTo(json("['S','M','L']"));
    }

    @Test
    void holdsOneOptionOfEachChoice() {
        Product parent = product(ProductType.VARIABLE, List.of(MATERIAL), List.of(SIZE));
        Product variant = product(
                ProductType.VARIANT,
                List.of(
                        MATERIAL,
                        new AttributeValue(2, "Size", AttributeType.CHOICE, TextNode.valueOf("S")),
                        new AttributeValue(3, "Fit", AttributeType.TEXT, TextNode.valueOf("Slim"), true)),
                List.of());

        Document document = new DefaultMapping().document(variant, parent, Given.store());

        assertThat(document.fields().get("attributes")).isEqualTo(json("[{'name':'Size','option':'S'}]"));
        assertThat(document.fields())
                .doesNotContainKeys("name", "categories", "tags", "short_description", "type")
                .containsEntry("regular_price", TextNode.valueOf("9.90"))
                .containsEntry("status", TextNode.valueOf("private"));
    }

    @Test
    void leavesAChoiceOpenThatAVariantDoesNotMakeByAnEmptyOption() {
        Document parent = Documents.of(
                "{'attributes':[{'name':'Size','variation':true,'options':['S','M']},"
                        + "{'name':'Cut','variation':true,'options':['Slim']},{'name':'Care','variation':false,'options':['30']}]}");

        assertThat(VariableProducts.variation(
                                Documents.of("{'status':'publish','attributes':[{'name':'Cut','options':['Slim']}]}"),
                                parent,
                                product(ProductType.VARIABLE, List.of(), List.of()))
                        .fields())
                .isEqualTo(Documents.of("{'status':'publish','attributes':[{'name':'Size','option':''},"
                                + "{'name':'Cut','option':'Slim'}]}")
                        .fields());
    }

    @Test
    void refusesTwoValuesOfOneChoice() {
        Document parent = Documents.of("{'attributes':[{'name':'Size','variation':true,'options':['S','M']}]}");
        Document variant = Documents.of("{'attributes':[{'name':'Size','options':['S','M']}]}");

        assertThat(DocumentCheck.problems(
                        VariableProducts.variation(
                                variant, parent, product(ProductType.VARIABLE, List.of(), List.of())),
                        FieldNames::of))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("several_options");
                    assertThat(problem.field()).isEqualTo("attributes");
                    assertThat(problem.text()).contains("Size", "(S, M)");
                });
    }

    private static Product product(ProductType type, List<AttributeValue> attributes, List<VariantOptions> options) {
        return new Product(
                1,
                1,
                "SKU",
                "Name",
                type,
                type == ProductType.VARIANT ? 9L : null,
                ProductStatus.INCOMPLETE,
                null,
                null,
                new BigDecimal("9.90"),
                null,
                null,
                null,
                new Dimensions(null, null, null),
                List.of(),
                List.of(),
                null,
                attributes,
                List.of(),
                Given.NOW,
                Given.NOW,
                null,
                options,
                VariantStock.NONE);
    }

    private static List<JsonNode> texts(String... values) {
        List<JsonNode> list = new ArrayList<>();
        for (String value : values) {
            list.add(TextNode.valueOf(value));
        }
        return list;
    }
}
