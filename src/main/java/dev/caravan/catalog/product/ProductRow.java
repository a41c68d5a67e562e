package dev.caravan.catalog.product;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.asset.AssetBody;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product's row while it is being changed. Its JSON has the names of the columns: rows come out of the database as
 * {@code to_jsonb} and go back, many in one statement, through {@code jsonb_to_recordset}.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ProductRow {

    long id;
    String sku = "";
    String name = "";
    ProductType type = ProductType.SIMPLE;

    @Nullable Long parentProductId;

    ProductStatus status = ProductStatus.INCOMPLETE;

    @Nullable String description;

    @Nullable String shortDescription;

    @Nullable BigDecimal price;

    @Nullable BigDecimal salePrice;

    @Nullable Integer stockQuantity;

    @Nullable BigDecimal weight;

    @Nullable BigDecimal length;

    @Nullable BigDecimal width;

    @Nullable BigDecimal height;

    List<Long> categoryIds = List.of();
    List<String> tags = List.of();

    @Nullable Long familyId;

    /** Attribute id to value. */
    TreeMap<Long, JsonNode> attributeValues = new TreeMap<>();

    List<Long> assetIds = List.of();

    /** Paths that are replaced by {@code categoryIds} before the row is written. */
    @JsonIgnore
    @Nullable List<List<String>> wantedCategories;

    /** Images by address that are replaced by {@code assetIds} before the row is written. */
    @JsonIgnore
    @Nullable List<AssetBody> wantedImages;

    ProductRow copy() {
        ProductRow copy = new ProductRow();
        copy.id = id;
        copy.sku = sku;
        copy.name = name;
        copy.type = type;
        copy.parentProductId = parentProductId;
        copy.status = status;
        copy.description = description;
        copy.shortDescription = shortDescription;
        copy.price = price;
        copy.salePrice = salePrice;
        copy.stockQuantity = stockQuantity;
        copy.weight = weight;
        copy.length = length;
        copy.width = width;
        copy.height = height;
        copy.categoryIds = categoryIds;
        copy.tags = tags;
        copy.familyId = familyId;
        copy.attributeValues = new TreeMap<>(attributeValues);
        copy.assetIds = assetIds;
        return copy;
    }
}
