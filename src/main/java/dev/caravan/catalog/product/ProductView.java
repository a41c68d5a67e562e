package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.Dimensions;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product in the shape that the API promises: money as decimal strings. */
record ProductView(
        long id,
        String sku,
        String name,
        ProductType type,
        @Nullable Long parentProductId,
        ProductStatus status,
        @Nullable String description,
        @Nullable String shortDescription,
        @Nullable String price,
        @Nullable String salePrice,
        @Nullable Integer stockQuantity,
        @Nullable BigDecimal weight,
        Dimensions dimensions,
        List<String> categories,
        List<String> tags,
        @Nullable Long familyId,
        List<Attribute> attributes,
        List<ProductAsset> assets,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    record Attribute(long attributeId, String name, JsonNode value) {}

    static ProductView of(Product p) {
        return new ProductView(
                p.id(),
                p.sku(),
                p.name(),
                p.type(),
                p.parentProductId(),
                p.status(),
                p.description(),
                p.shortDescription(),
                money(p.price()),
                money(p.salePrice()),
                p.stockQuantity(),
                p.weight(),
                p.dimensions(),
                p.categories(),
                p.tags(),
                p.familyId(),
                p.attributes().stream()
                        .map(a -> new Attribute(a.attributeId(), a.name(), a.value()))
                        .toList(),
                p.assets(),
                p.createdAt(),
                p.updatedAt(),
                p.deletedAt());
    }

    private static @Nullable String money(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
