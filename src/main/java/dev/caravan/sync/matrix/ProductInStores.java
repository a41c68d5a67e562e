package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** One product in every store: its state there, and the last attempts to bring it. */
@Component
class ProductInStores {

    private static final int ATTEMPTS = 3;

    private final Sql sql;
    private final MatrixStores stores;
    private final MatrixCells cells;

    ProductInStores(Sql sql, MatrixStores stores, MatrixCells cells) {
        this.sql = sql;
        this.stores = stores;
        this.cells = cells;
    }

    /** @param lastAttempts newest first, at most three */
    record InStore(MatrixStore store, MatrixCell cell, List<TimelineEntry> lastAttempts) {}

    /** Of the stores that the caller sees. @throws ApiException 404 if the account has no such product */
    Page<InStore> page(Caller caller, long productId, Page.Request request) {
        boolean variant = isVariant(caller, productId);
        Page<MatrixStore> shown = stores.page(caller, request);
        List<Long> one = List.of(productId);
        List<MatrixCell> states = (variant
                        ? cells.ofVariants(caller.accountId(), one, shown.data())
                        : cells.of(caller.accountId(), one, shown.data()))
                .getOrDefault(productId, List.of());
        Map<Long, List<TimelineEntry>> attempts = attempts(caller, productId, shown.data());
        List<InStore> rows = IntStream.range(0, states.size())
                .mapToObj(i -> new InStore(
                        shown.data().get(i),
                        states.get(i),
                        attempts.getOrDefault(shown.data().get(i).id(), List.of())))
                .toList();
        return new Page<>(rows, shown.pagination());
    }

    /** @throws ApiException 404 */
    boolean isVariant(Caller caller, long productId) {
        return sql.statement("sync/read-matrix-products")
                .param("accountId", caller.accountId())
                .param("ids", new Long[] {productId})
                .query((row, n) -> row.getString("type").equals("variant"))
                .optional()
                .orElseThrow(() -> ApiException.notFound("Product", productId));
    }

    private Map<Long, List<TimelineEntry>> attempts(Caller caller, long productId, List<MatrixStore> shown) {
        return sql
                .statement("sync/list-newest-attempts")
                .param("accountId", caller.accountId())
                .param("productId", productId)
                .param("stores", shown.stream().map(MatrixStore::id).toArray(Long[]::new))
                .param("each", ATTEMPTS)
                .query(TimelineEntry::readAttempt)
                .list()
                .stream()
                .collect(Collectors.groupingBy(entry -> entry.connectionId() == null ? 0L : entry.connectionId()));
    }
}
