package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Products with their state in every store, page by page. */
@Component
class Matrix {

    /** Whoever has seen so many products narrows the filter. */
    private static final int DEEPEST = 10_000;

    private final Sql sql;
    private final MatrixStores stores;
    private final MatchingProducts products;
    private final MatrixCells cells;

    Matrix(Sql sql, MatrixStores stores, MatchingProducts products, MatrixCells cells) {
        this.sql = sql;
        this.stores = stores;
        this.products = products;
        this.cells = cells;
    }

    /**
     * One page, in the order of the products' ids.
     *
     * @param connectionIds the stores that are looked at; null: the first 50 that the caller sees
     * @throws ApiException 400 beyond the first 10,000 products, 404 for a store that the caller does not see
     */
    public MatrixPage page(
            Caller caller, MatrixFilter filter, @Nullable List<Long> connectionIds, Page.Request request) {
        int end = (int) Math.min(request.offset() + request.limit(), Integer.MAX_VALUE);
        if (end > DEEPEST) {
            throw ApiException.invalid("page", "ends at the product " + DEEPEST + ": narrow the filter");
        }
        List<MatrixStore> shown = stores.of(caller, connectionIds);
        MatchingProducts.Question question = question(caller, filter, shown);
        int looked = Math.max(end, question.counted());
        List<Long> matching = products.after(question, 0, looked + 1);
        List<Long> ids =
                matching.subList((int) Math.min(request.offset(), matching.size()), Math.min(end, matching.size()));
        return new MatrixPage(
                shown,
                rows(caller, ids, cells.of(caller.accountId(), ids, shown)),
                pagination(request, matching.size(), looked, question.atLeast()));
    }

    /**
     * The variants of a product, each with cells of its own; those of the product are made of them.
     *
     * @throws ApiException 404 if the account has no such product, or for a store that the caller does not see
     */
    public MatrixPage variants(
            Caller caller, long productId, @Nullable List<Long> connectionIds, Page.Request request) {
        List<MatrixStore> shown = stores.of(caller, connectionIds);
        int count = sql.statement("sync/count-matrix-variants")
                .param("accountId", caller.accountId())
                .param("productId", productId)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> ApiException.notFound("Product", productId));
        List<Long> ids = sql.statement("sync/list-matrix-variants")
                .param("accountId", caller.accountId())
                .param("productId", productId)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(Long.class)
                .list();
        return new MatrixPage(
                shown,
                rows(caller, ids, cells.ofVariants(caller.accountId(), ids, shown)),
                pagination(request, count, count, 0));
    }

    /** What a filter asks of the stores that it names, or else of these. */
    MatchingProducts.Question question(Caller caller, MatrixFilter filter, List<MatrixStore> shown) {
        Long connection = filter.connectionId();
        List<MatrixStore> meant = connection == null ? shown : List.of(stores.one(caller, connection));
        return products.question(caller.accountId(), filter, meant, cells.lateBefore());
    }

    private static MatrixPage.Pagination pagination(Page.Request request, int found, int looked, int atLeast) {
        boolean more = found > looked;
        long total = more ? Math.max(looked, atLeast) : found;
        long pages = (total + request.limit() - 1) / request.limit();
        boolean next = found > request.offset() + request.limit();
        return new MatrixPage.Pagination(request.page(), request.limit(), total, pages, more, next, request.page() > 1);
    }

    private List<MatrixRow> rows(Caller caller, List<Long> ids, Map<Long, List<MatrixCell>> cellsOf) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return sql.statement("sync/read-matrix-products")
                .param("accountId", caller.accountId())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new MatrixRow(
                        row.getLong("id"),
                        row.getString("sku"),
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("status"),
                        Objects.requireNonNull(ResultColumns.instant(row, "updated_at")),
                        cellsOf.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }
}
