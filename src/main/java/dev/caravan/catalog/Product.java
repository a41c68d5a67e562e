package dev.caravan.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as the catalogue knows it.
 *
 * @param price in the account's currency; not negative, like {@code salePrice}, which is below it
 * @param weight in the account's unit, like the dimensions
 * @param categories paths from the root, for example {@code Clothing > Shirts}
 * @param attributes by name; defaults of the family are filled in
 * @param assets in the order in which a store shows them
 * @param deletedAt set while it is softly deleted
 * @param options of a variable product: the attributes in which its variants differ; otherwise empty
 * @param variantStock of a variable product: whose stock its variants sell
 */
public record Product(
        long id,
        long accountId,
        String sku,
        String name,
        ProductType type,
        @Nullable Long parentProductId,
        ProductStatus status,
        @Nullable String description,
        @Nullable String shortDescription,
        @Nullable BigDecimal price,
        @Nullable BigDecimal salePrice,
        @Nullable Integer stockQuantity,
        @Nullable BigDecimal weight,
        Dimensions dimensions,
        List<String> categories,
        List<String> tags,
        @Nullable Long familyId,
        List<AttributeValue> attributes,
        List<ProductAsset> assets,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        List<VariantOptions> options,
        VariantStock variantStock) {

    /** The same with these attributes. */
    public Product withAttributes(List<AttributeValue> changed) {
        return with(changed, price, salePrice);
    }

    /** The same with these prices. */
    public Product withPrices(@Nullable BigDecimal newPrice, @Nullable BigDecimal newSalePrice) {
        return with(attributes, newPrice, newSalePrice);
    }

    private Product with(
            List<AttributeValue> changed, @Nullable BigDecimal newPrice, @Nullable BigDecimal newSalePrice) {
        return new Product(
                id,
                accountId,
                sku,
                name,
                type,
                parentProductId,
                status,
                description,
                shortDescription,
                newPrice,
                newSalePrice,
                stockQuantity,
                weight,
                dimensions,
                categories,
                tags,
                familyId,
                changed,
                assets,
                createdAt,
                updatedAt,
                deletedAt,
                options,
                variantStock);
    }
}
