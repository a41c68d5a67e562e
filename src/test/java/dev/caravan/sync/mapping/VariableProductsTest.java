package dev.caravan.sync.mapping;

import static dev.caravan.sync.Documents.json;
import static dev.caravan.sync.mapping.GivenProduct.ordered;
import static dev.caravan.sync.mapping.GivenProduct.parent;
import static dev.caravan.sync.mapping.GivenProduct.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void offersTheChoicesOfItsVariantsAloneIfItHasNoValueOfItsOwn() {
        AttributeValue none = new AttributeValue(2, "Size", AttributeType.CHOICE, NullNode.getInstance());
        AttributeValue one = new AttributeValue(2, "Size", AttributeType.CHOICE, TextNode.valueOf("XL"));

        assertThat(sizes(none)).isEqualTo(json("['M','S']"));
        assertThat(sizes(one)).isEqualTo(json("['XL','M','S']"));
    }

    private static JsonNode sizes(AttributeValue own) {
        return VariableProducts.withChoices(parent(SIZE).with(own).build())
                .attributes()
                .get(0)
                .value();
    }

    /** A variation keeps its option in one line, so that its parent must offer it so. */
    @Test
    void offersChoicesInOneLineAndEachOnce() {
        Document mapped = Documents.of("{'attributes':[{'name':'Size','options':['very\\nlarge','very large','S']},"
                + "{'name':'Care','options':['30\\ndegrees']}]}");

        assertThat(VariableProducts.parent(mapped, parent(SIZE).build())
                        .fields()
                        .get("attributes"))
                .isEqualTo(json("[{'name':'Size','options':['very large','S'],'variation':true},"
                        + "{'name':'Care','options':['30\\ndegrees'],'variation':false}]"));
    }

    @Test
    void knowsAVariableProductByItsDocument() {
        assertThat(VariableProducts.isVariable(Documents.of("{'type':'variable'}")))
                .isTrue();
        assertThat(VariableProducts.isVariable(Documents.of("{'type':'simple'}")))
                .isFalse();
        assertThat(VariableProducts.isVariable(Documents.of("{}"))).isFalse();
    }

    @ParameterizedTest(name = "quantity {0}, variants with own stock: {1}, without: {2}: {3}")
    @CsvSource({
        "5, false, false, 5", // a product without variants
        "0, false, true, 0",
        "5, true, false, ", // 0 would hide the variants' stock
        "5, true, true, 5",
        "1, true, true, 1",
        "0, true, true, ",
        ", true, true, ",
        ", false, true, "
    })
    void managesTheStockOfAParentForVariantsWithoutTheirOwn(
            @Nullable Integer quantity, boolean own, boolean without, @Nullable Integer managed) {
        Product parent = parent(SIZE).stock(quantity).variantStock(own, without).build();

        assertThat(VariableProducts.managedStock(parent)).isEqualTo(managed);
    }

    /** While the parent's stock is managed the store maintains the status by itself. */
    @ParameterizedTest(name = "parent with {0}, variants with own stock: {1}: {2}")
    @CsvSource({
        "5, false, create:stock_status=instock",
        "1, false, create:stock_status=instock",
        "0, false, create:stock_status=outofstock",
        "0, true, stock_status=outofstock",
        "5, true, create:stock_status=instock"
    })
    void sellsTheStockOfItsParentIfItHasNone(int quantity, boolean own, String status) {
        Document variation =
                variation("{'manage_stock':false}", parent(SIZE).stock(quantity).variantStock(own, true));

        assertThat(variation.fields()).containsEntry(status.split("=")[0], TextNode.valueOf(status.split("=")[1]));
    }

    @Test
    void hasAStatusOfItsOwnIfItHasStockOrItsParentHasNone() {
        assertThat(variation("{'manage_stock':true,'stock_quantity':2}", parent().stock(5))
                        .fields())
                .containsOnlyKeys("manage_stock", "stock_quantity");
        assertThat(variation("{'manage_stock':false}", parent().stock(null)).fields())
                .containsOnlyKeys("manage_stock");
        assertThat(variation(
                                "{'manage_stock':false,'stock_status':'onbackorder'}",
                                parent().stock(0).variantStock(true, true))
                        .fields())
                .containsEntry("stock_status", TextNode.valueOf("onbackorder"));
    }

    @ParameterizedTest(name = "{0} and {1} of its own: {2} and {3}")
    @CsvSource({", , 20, 15", "30, , 30, ", "30, 25, 30, 25", ", 12, 20, 12"})
    void sellsForTheParentsPriceUnlessItHasItsOwn(
            @Nullable String price, @Nullable String sale, String wanted, @Nullable String wantedSale) {
        Product parent = parent().price("20").salePrice("15").build();

        Product variant = VariableProducts.ofVariant(
                variant().price(price).salePrice(sale).build(), parent);

        assertThat(variant.price()).hasToString(wanted);
        assertThat(variant.salePrice() == null ? null : variant.salePrice().toPlainString())
                .isEqualTo(wantedSale);
    }

    @Test
    void hasItsOwnValuesAndNoDefaultOfItsFamily() {
        AttributeValue usual = new AttributeValue(3, "Fit", AttributeType.TEXT, TextNode.valueOf("Slim"), true);

        assertThat(VariableProducts.withOwnValues(
                                variant().with(MATERIAL, usual).build())
                        .attributes())
                .containsExactly(MATERIAL);
    }

    @Test
    void standsInItsPlaceAmongItsSiblingsUnlessTheMappingSaysAnother() {
        GivenProduct parent = parent(ordered(2, "Size", "S", "M"));
        String offered = "{'attributes':[{'name':'Size','variation':true,'options':['S','M']}]}";
        String medium = "'attributes':[{'name':'Size','options':['M']}]";

        assertThat(VariableProducts.variation(Documents.of("{" + medium + "}"), Documents.of(offered), parent.build())
                        .fields())
                .containsEntry("menu_order", IntNode.valueOf(2));
        assertThat(VariableProducts.variation(
                                Documents.of("{'menu_order':7," + medium + "}"), Documents.of(offered), parent.build())
                        .fields())
                .containsEntry("menu_order", IntNode.valueOf(7));
    }

    @Test
    void notesThatItsChoicesAreNotSent() {
        assertThat(variation("{'regular_price':'11'}", parent(SIZE)).fields())
                .containsEntry("create:attributes", json("['Size']"));
    }

    private static Document variation(String mapped, GivenProduct parent) {
        return VariableProducts.variation(Documents.of(mapped), Documents.of("{}"), parent.build());
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
