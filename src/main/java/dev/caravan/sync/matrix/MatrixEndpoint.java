package dev.caravan.sync.matrix;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.IdList;
import dev.caravan.store.StoresApi;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of the matrix and of the figures of stores. */
@Component
class MatrixEndpoint {

    private final Matrix matrix;
    private final SyncCounts counts;
    private final StoresApi stores;

    MatrixEndpoint(Matrix matrix, SyncCounts counts, StoresApi stores) {
        this.matrix = matrix;
        this.counts = counts;
        this.stores = stores;
    }

    public MatrixPage rows(Exchange exchange, @ExchangeProperty(Caller.PROPERTY) Caller caller) {
        Message message = exchange.getMessage();
        MatrixFilter filter = new MatrixFilter(
                message.getHeader("search", String.class),
                CellStatus.of(message.getHeader("status", String.class)),
                message.getHeader("connectionId", Long.class),
                message.getHeader("familyId", Long.class),
                message.getHeader("categoryId", Long.class),
                MatrixFilter.moment("changedSince", message.getHeader("changedSince", String.class)));
        return matrix.page(
                caller,
                filter,
                IdList.of("connectionIds", message.getHeader("connectionIds", String.class)),
                Page.Request.of(message.getHeader("page", Integer.class), message.getHeader("limit", Integer.class)));
    }

    public MatrixPage variants(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("productId") long productId,
            @Header("connectionIds") @Nullable String connectionIds,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return matrix.variants(
                caller, productId, IdList.of("connectionIds", connectionIds), Page.Request.of(page, limit));
    }

    public Page<SyncCounts.Counts> counts(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        if (connectionId != null) {
            stores.get(caller, connectionId);
        }
        return counts.page(caller, connectionId, Page.Request.of(page, limit));
    }
}
