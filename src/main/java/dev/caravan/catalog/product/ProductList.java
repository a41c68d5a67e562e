package dev.caravan.catalog.product;

import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.text.SearchPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches products and reads them page by page. */
@Component
class ProductList {

    private static final Map<String, String> COLUMNS = Map.of(
            "id", "id",
            "sku", "lower(sku)",
            "name", "lower(name)",
            "updatedAt", "updated_at",
            "createdAt", "created_at",
            "price", "price");

    /** Which products; null means any. @param categoryId of it or one below it @param sort one of the columns, with a minus in front for descending */
    record Filter(
            boolean deleted,
            @Nullable String search,
            @Nullable ProductStatus status,
            @Nullable Long familyId,
            @Nullable Long categoryId,
            @Nullable Long parentId,
            @Nullable String sort) {}

    private final Sql sql;
    private final JdbcClient jdbc;
    private final ProductReader reader;

    ProductList(Sql sql, JdbcClient jdbc, ProductReader reader) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.reader = reader;
    }

    Page<Product> page(long accountId, Filter filter, Page.Request request) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("accountId", accountId);
        parameters.put("deleted", filter.deleted);
        parameters.put("search", SearchPattern.of(filter.search));
        parameters.put("status", filter.status == null ? null : filter.status.code());
        parameters.put("familyId", filter.familyId);
        parameters.put("categoryIds", categories(accountId, filter.categoryId));
        parameters.put("parentId", filter.parentId);
        long total = sql.statement("catalog/count-products")
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("limit", request.limit());
        parameters.put("offset", request.offset());
        List<Long> ids = jdbc.sql(sql.text("catalog/list-products").replace("${order}", order(filter.sort)))
                .params(parameters)
                .query(Long.class)
                .list();
        Map<Long, Product> products = reader.products(accountId, ids);
        return Page.of(ids.stream().map(products::get).filter(Objects::nonNull).toList(), total, request);
    }

    private Long @Nullable [] categories(long accountId, @Nullable Long id) {
        return id == null ? null : reader.categoriesBelow(accountId, id).toArray(Long[]::new);
    }

    private static String order(@Nullable String sort) {
        boolean down = sort != null && sort.startsWith("-");
        String column = COLUMNS.get(sort == null || sort.isEmpty() ? "id" : down ? sort.substring(1) : sort);
        if (column == null) {
            throw ApiException.invalid(
                    "sort",
                    "must be one of "
                            + String.join(
                                    ", ", COLUMNS.keySet().stream().sorted().toList())
                            + ", or one of them with a minus in front");
        }
        return column + (down ? " DESC" : "") + " NULLS LAST";
    }
}
