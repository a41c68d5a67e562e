package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.store;
import static dev.caravan.sync.mapping.GivenProduct.choice;
import static dev.caravan.sync.mapping.GivenProduct.mapping;
import static dev.caravan.sync.mapping.GivenProduct.parent;
import static dev.caravan.sync.mapping.GivenProduct.simple;
import static dev.caravan.sync.mapping.GivenProduct.text;
import static dev.caravan.sync.mapping.GivenProduct.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.sync.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variable products, their variants and their stock by a mapping; what it does with a simple product see {@link MappedDocumentTest}. */
class MappedVariantsAndStockTest {

    private static final ExportMapping STOCK_OF_ATTRIBUTE = mapping(List.of(), Map.of("attribute:4", "stock_quantity"));

    @Test
    void managesTheStockOfAParentWhoseMappingSaysSo() {
        GivenProduct parent = parent().stock(5).variantStock(true, false).with(text(1, "yes"));

        assertThat(fields(mapping(List.of("stockQuantity"), Map.of("attribute:1", "manage_stock")), parent))
                .containsEntry("manage_stock", Documents.json("true"))
                .containsEntry("stock_quantity", Documents.json("5"));
        assertThat(fields(mapping(List.of("stockQuantity"), Map.of()), parent))
                .containsEntry("manage_stock", Documents.json("false"))
                .doesNotContainKey("stock_quantity");
        assertThat(fields(mapping(List.of(), Map.of("attribute:1", "manage_stock")), parent))
                .containsEntry("manage_stock", Documents.json("true"))
                .doesNotContainKey("stock_quantity");
    }

    /** A parent whose stock is managed is shown by its own quantity: with 0 it would hide variations that have stock. */
    @ParameterizedTest(name = "{0} by an attribute in which its variants differ: {1}")
    @CsvSource({"5, 5", "0, ", "-2, ", "many, many", "'', "})
    void sendsNoEmptyQuantityOfAParentWhoseVariantsHaveTheirOwn(String quantity, @Nullable String sent) {
        Map<String, JsonNode> fields =
                fields(STOCK_OF_ATTRIBUTE, parent(choice(4, "A4", "3", "9")).with(text(4, quantity)));

        assertThat(
                        fields.containsKey("stock_quantity")
                                ? fields.get("stock_quantity").asText()
                                : null)
                .isEqualTo(sent);
        assertThat(fields).containsEntry("manage_stock", Documents.json(String.valueOf(sent != null)));
    }

    @Test
    void sendsAnEmptyQuantityOfAnyOtherProduct() {
        GivenProduct differsInSize = parent(choice(5, "Size", "S", "M")).with(text(4, "0"));
        GivenProduct differsInStock = parent(choice(4, "A4", "3", "9")).with(text(4, "0"), text(1, "yes"));
        ExportMapping managed = mapping(
                List.of(), Map.of("attribute:4", "stock_quantity,meta_data.stock", "attribute:1", "manage_stock"));

        assertThat(fields(STOCK_OF_ATTRIBUTE, simple().with(text(4, "0"))))
                .containsEntry("stock_quantity", Documents.json("0"));
        assertThat(fields(STOCK_OF_ATTRIBUTE, differsInSize)).containsEntry("stock_quantity", Documents.json("0"));
        assertThat(fields(managed, differsInStock))
                .containsEntry("stock_quantity", Documents.json("0"))
                .containsEntry("meta_data.stock", Documents.json("'0'"));
        assertThat(fields(mapping(List.of(), Map.of("attribute:4", "meta_data.stock")), differsInStock))
                .containsEntry("meta_data.stock", Documents.json("'0'"));
    }

    @Test
    void givesAVariantTheTaxClassOfItsParentIfItHasNone() {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:1", "tax_class", "attribute:2", "shipping_class"));

        assertThat(fields(mapping, variant()))
                .containsEntry("tax_class", TextNode.valueOf("parent"))
                .containsEntry("shipping_class", TextNode.valueOf(""));
        assertThat(fields(mapping, simple())).containsEntry("tax_class", TextNode.valueOf(""));
    }

    @Test
    void saysThatAProductIsVariable() {
        Product parent = parent(choice(5, "Size", "S", "M")).build();

        assertThat(new MappedDocument(mapping(List.of("attributes"), Map.of()))
                        .document(parent, null, store())
                        .fields())
                .containsEntry("type", TextNode.valueOf("variable"));
    }

    @Test
    void givesAVariationItsOptionAndThePriceOfItsParent() {
        Product parent = parent(choice(5, "A5", "S", "M")).price("20").build();
        Product small = variant().with(text(5, "S")).build();

        assertThat(new MappedDocument(mapping(List.of("price", "attributes"), Map.of()))
                        .document(small, parent, store())
                        .fields())
                .containsEntry("regular_price", TextNode.valueOf("20"))
                .containsEntry("attributes", Documents.json("[{'name':'A5','option':'S'}]"))
                .doesNotContainKeys("type", "name");
    }

    @Test
    void choosesByAllAttributesExceptThoseThatTheStoreHasElsewhere() {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("attribute:1", "meta_data.one");
        targets.put("attribute:2", "attributes,meta_data.two");
        targets.put("attribute:3", "global_attribute");
        targets.put("price", "meta_data.price");

        assertThat(new MappedDocument(mapping(List.of("attributes"), targets)).choices())
                .isEqualTo(new ChoiceAttributes(Set.of(1L), null));
        assertThat(new MappedDocument(mapping(List.of("attribute:2", "attribute:5"), targets)).choices())
                .as("only those that are selected or global")
                .isEqualTo(new ChoiceAttributes(Set.of(), Set.of(2L, 5L, 3L)));
    }

    @Test
    void namesTheValueThatAFieldHas() {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("attribute:1", "regular_price");
        targets.put("attribute:2", "regular_price");
        targets.put("salePrice", "meta_data.sale");
        MappedDocument mapped = new MappedDocument(mapping(List.of(), targets));
        Product product =
                simple().salePrice("9").with(text(1, ""), text(2, "12")).build();

        assertThat(mapped.origins(product).apply("regular_price")).isEqualTo("attribute A2");
        assertThat(mapped.origins(product).apply("meta_data.sale")).isEqualTo("salePrice");
        assertThat(mapped.origins(product).apply("short_description"))
                .as("by its usual name")
                .isEqualTo("shortDescription");
    }

    private static Map<String, JsonNode> fields(ExportMapping mapping, GivenProduct product) {
        return Documents.reread(new MappedDocument(mapping).document(product.build(), store()))
                .fields();
    }
}
