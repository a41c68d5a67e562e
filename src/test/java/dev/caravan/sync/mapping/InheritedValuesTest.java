package dev.caravan.sync.mapping;

import static dev.caravan.sync.mapping.GivenProduct.mapping;
import static dev.caravan.sync.mapping.GivenProduct.parent;
import static dev.caravan.sync.mapping.GivenProduct.text;
import static dev.caravan.sync.mapping.GivenProduct.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.ExportMapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InheritedValuesTest {

    private static final Product PARENT =
            parent().price("20").salePrice("15").with(text(1, "of the parent")).build();

    @ParameterizedTest(name = "{0} and {1} of its own: {2} and {3}")
    @CsvSource({
        ", , 20, 15", // all of the parent
        "30, , 30, ", // no sale of another price
        "30, 25, 30, 25",
        ", 12, 20, 12"
    })
    void sellsForTheParentsPriceUnlessItHasItsOwn(
            @Nullable String price, @Nullable String sale, String wanted, @Nullable String wantedSale) {
        Product product = of(
                mapping(List.of("price", "salePrice"), Map.of()),
                variant().price(price).salePrice(sale));

        assertThat(product.price()).hasToString(wanted);
        assertThat(product.salePrice() == null ? null : product.salePrice().toPlainString())
                .isEqualTo(wantedSale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "downloadable", "tax_status", "stock_status", "backorders", "low_stock_amount"})
    void takesValuesThatAStoreDoesNotInherit(String target) {
        assertThat(of(mapping(List.of(), Map.of("attribute:1", target)), variant())
                        .attributes())
                .containsExactly(text(1, "of the parent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight", "shipping_class", "description", "meta_data.any"})
    void leavesOtherValuesToTheStore(String target) {
        assertThat(of(mapping(List.of(), Map.of("attribute:1", target)), variant())
                        .attributes())
                .isEmpty();
    }

    @Test
    void keepsItsOwnValueButNotAnEmptyOne() {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:1", "tax_status"));

        assertThat(of(mapping, variant().with(text(1, "none"))).attributes()).containsExactly(text(1, "none"));
        assertThat(of(mapping, variant().with(text(1, " "), text(5, "S"))).attributes())
                .containsExactly(text(5, "S"), text(1, "of the parent"));
    }

    @Test
    void dropsTheDefaultsOfItsFamily() {
        AttributeValue ofFamily = new AttributeValue(1, "A1", AttributeType.TEXT, TextNode.valueOf("usual"), true);

        assertThat(of(
                                mapping(List.of(), Map.of("attribute:1", "tax_status")),
                                variant().with(ofFamily))
                        .attributes())
                .containsExactly(text(1, "of the parent"));
    }

    @Test
    void takesAMappedPriceOfTheParentIfItHasNone() {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:1", "regular_price"));

        assertThat(of(mapping, variant()).attributes()).containsExactly(text(1, "of the parent"));
        assertThat(of(mapping, variant().price("30")).attributes())
                .as("its own field")
                .isEmpty();
    }

    @Test
    void getsNoSaleOfTheParentBesideAMappedPriceOfItsOwn() {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:2", "regular_price"));

        Product priced = of(mapping, variant().with(text(2, "30")));
        Product unpriced = of(mapping, variant().with(text(2, "")));

        assertThat(priced.price()).isNull();
        assertThat(priced.salePrice()).isNull();
        assertThat(unpriced.price()).hasToString("20");
        assertThat(unpriced.salePrice()).hasToString("15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sale_price",
                "date_on_sale_from",
                "date_on_sale_from_gmt",
                "date_on_sale_to",
                "date_on_sale_to_gmt"
            })
    void isOnSaleAsItsParentUnlessItHasItsOwnPriceOrSale(String target) {
        ExportMapping mapping = mapping(List.of(), Map.of("attribute:1", target));

        assertThat(of(mapping, variant()).attributes()).containsExactly(text(1, "of the parent"));
        assertThat(of(mapping, variant().price("30")).attributes()).isEmpty();
        assertThat(of(mapping, variant().salePrice("12")).attributes()).isEmpty();
    }

    @Test
    void isOnASaleOfItsOwnByAMappedPrice() {
        ExportMapping mapping =
                mapping(List.of(), Map.of("attribute:1", "date_on_sale_to", "attribute:2", "sale_price"));

        Product product = of(mapping, variant().with(text(2, "12")));

        assertThat(product.attributes()).containsExactly(text(2, "12"));
        assertThat(product.price()).hasToString("20");
        assertThat(product.salePrice()).isNull();
    }

    private static Product of(ExportMapping mapping, GivenProduct variant) {
        return InheritedValues.of(mapping, variant.build(), PARENT);
    }
}
