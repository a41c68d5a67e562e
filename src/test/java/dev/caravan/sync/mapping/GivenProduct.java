package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Dimensions;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.catalog.VariantStock;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.PriceRules;
import dev.caravan.store.mapping.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a product with as little said as a test needs. */
final class GivenProduct {

    private final ProductType type;
    private final List<AttributeValue> attributes = new ArrayList<>();
    private List<ProductAsset> assets = List.of();
    private List<VariantOptions> options = List.of();
    private @Nullable BigDecimal price;
    private @Nullable BigDecimal salePrice;
    private @Nullable Integer stock;
    private VariantStock variantStock = VariantStock.NONE;

    private GivenProduct(ProductType type) {
        this.type = type;
    }

    static GivenProduct simple() {
        return new GivenProduct(ProductType.SIMPLE);
    }

    static GivenProduct parent(VariantOptions... options) {
        GivenProduct parent = new GivenProduct(ProductType.VARIABLE);
        parent.options = List.of(options);
        return parent;
    }

    static GivenProduct variant() {
        return new GivenProduct(ProductType.VARIANT);
    }

    GivenProduct price(@Nullable String value) {
        price = value == null ? null : new BigDecimal(value);
        return this;
    }

    GivenProduct salePrice(@Nullable String value) {
        salePrice = value == null ? null : new BigDecimal(value);
        return this;
    }

    GivenProduct stock(@Nullable Integer value) {
        stock = value;
        return this;
    }

    GivenProduct variantStock(boolean own, boolean without) {
        variantStock = new VariantStock(own, without);
        return this;
    }

    GivenProduct with(AttributeValue... values) {
        attributes.addAll(List.of(values));
        return this;
    }

    GivenProduct assets(ProductAsset... values) {
        assets = List.of(values);
        return this;
    }

    Product build() {
        return new Product(
                1,
                1,
                "SHIRT-1",
                "Shirt",
                type,
                type == ProductType.VARIANT ? 9L : null,
                ProductStatus.COMPLETE,
                null,
                null,
                price,
                salePrice,
                stock,
                null,
                new Dimensions(null, null, null),
                List.of(),
                List.of(),
                null,
                attributes,
                assets,
                NOW,
                NOW,
                null,
                options,
                variantStock);
    }

    /** An attribute that is named after its id: A1. */
    static AttributeValue text(long id, String value) {
        return new AttributeValue(id, "A" + id, AttributeType.TEXT, TextNode.valueOf(value));
    }

    /** The choice of a variable product, without an order of the catalogue. */
    static VariantOptions choice(long id, String name, String... values) {
        return new VariantOptions(id, name, AttributeType.TEXT, texts(values));
    }

    /** The choice of a variable product, whose options the catalogue orders. */
    static VariantOptions ordered(long id, String name, String... order) {
        return new VariantOptions(id, name, AttributeType.CHOICE, texts(order), List.of(order));
    }

    private static List<JsonNode> texts(String... values) {
        return Stream.of(values)
                .map(value -> (JsonNode) TextNode.valueOf(value))
                .toList();
    }

    /** @param targets source to fields of the store: {@code attribute:1} to {@code regular_price,meta_data.price} */
    static ExportMapping mapping(List<String> selected, Map<String, String> targets) {
        Map<Source, List<String>> mapped = new LinkedHashMap<>();
        targets.forEach((token, fields) -> mapped.put(Source.parse(token), List.of(fields.split(","))));
        return new ExportMapping(1, 1, selected.stream().map(Source::parse).toList(), mapped, PriceRules.NONE);
    }
}
