package dev.caravan.catalog.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Dimensions;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.VariantOptions;
import dev.caravan.catalog.VariantStock;
import dev.caravan.catalog.asset.AssetUrls;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads whole products. */
@Component
class ProductReader implements CatalogApi {

    private final Sql sql;
    private final AssetUrls urls;
    private final ObjectReader attributes;
    private final ObjectReader assets;
    private final ObjectReader options;

    ProductReader(Sql sql, AssetUrls urls, ObjectMapper mapper) {
        this.sql = sql;
        this.urls = urls;
        this.attributes = mapper.readerForListOf(AttributeValue.class);
        this.assets = mapper.readerForListOf(AssetUrls.Linked.class);
        this.options = mapper.readerForListOf(VariantOptions.class);
    }

    @Override
    public Map<Long, Product> products(long accountId, Collection<Long> ids) {
        Map<Long, Product> found = new HashMap<>(ids.size() * 2);
        if (!ids.isEmpty()) {
            sql.statement("catalog/read-products")
                    .param("accountId", accountId)
                    .param("ids", ids.toArray(Long[]::new))
                    .query((row, number) -> product(row))
                    .list()
                    .forEach(product -> found.put(product.id(), product));
        }
        return found;
    }

    @Override
    public Map<Long, String> alikeVariants(long accountId, Collection<Long> variants, ChoiceAttributes choices) {
        Map<Long, String> alike = new HashMap<>();
        if (!variants.isEmpty()) {
            sql.statement("catalog/find-alike-variants")
                    .param("accountId", accountId)
                    .param("ids", variants.toArray(Long[]::new))
                    .param("ignored", keys(choices.ignored()))
                    .param("kept", choices.kept() == null ? null : keys(choices.kept()))
                    .query(row -> {
                        alike.put(row.getLong("id"), row.getString("sku"));
                    });
        }
        return alike;
    }

    @Override
    public List<Long> categoriesBelow(long accountId, long categoryId) {
        return sql.statement("catalog/list-categories-below")
                .param("accountId", accountId)
                .param("categoryId", categoryId)
                .query(Long.class)
                .list();
    }

    private static String[] keys(Set<Long> ids) {
        return ids.stream().map(String::valueOf).toArray(String[]::new);
    }

    private Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("sku"),
                row.getString("name"),
                ProductType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getObject("parent_product_id", Long.class),
                ProductStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("description"),
                row.getString("short_description"),
                row.getBigDecimal("price"),
                row.getBigDecimal("sale_price"),
                row.getObject("stock_quantity", Integer.class),
                row.getBigDecimal("weight"),
                new Dimensions(row.getBigDecimal("length"), row.getBigDecimal("width"), row.getBigDecimal("height")),
                ResultColumns.texts(row, "categories"),
                ResultColumns.texts(row, "tags"),
                row.getObject("family_id", Long.class),
                list(attributes, row.getString("attributes")),
                urls.of(list(assets, row.getString("assets"))),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                ResultColumns.instant(row, "deleted_at"),
                list(options, row.getString("options")),
                new VariantStock(row.getBoolean("variants_with_stock"), row.getBoolean("variants_without_stock")));
    }

    private static <T> List<T> list(ObjectReader reader, @Nullable String json) {
        try {
            return json == null ? List.of() : reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database made this JSON itself", e);
        }
    }
}
