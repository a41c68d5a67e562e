package dev.caravan.sync.api;

import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the sync table for the API. */
@Component
class SyncRows {

    private final Sql sql;

    SyncRows(Sql sql) {
        this.sql = sql;
    }

    /** @param productIds null for all */
    Page<SyncRow> page(long accountId, long connectionId, @Nullable List<Long> productIds, Page.Request request) {
        Long[] ids = productIds == null ? null : productIds.toArray(Long[]::new);
        List<SyncRow> rows = sql.statement("sync/list-sync-rows")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", ids)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, n) -> read(row))
                .list();
        long total = sql.statement("sync/count-sync-rows")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("productIds", ids)
                .query(Long.class)
                .single();
        return Page.of(rows, total, request);
    }

    SyncRow one(long accountId, long connectionId, long productId) {
        return page(accountId, connectionId, List.of(productId), Page.Request.of(1, 1))
                .data()
                .get(0);
    }

    private static SyncRow read(ResultSet row) throws SQLException {
        return new SyncRow(
                row.getLong("id"),
                row.getLong("connection_id"),
                row.getLong("product_id"),
                (Long) row.getObject("woo_product_id"),
                ResultColumns.instant(row, "last_exported_at"),
                ResultColumns.instant(row, "last_imported_at"),
                ResultColumns.texts(row, "last_modified_fields"),
                row.getString("sync_status"),
                row.getString("error_message"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getBoolean("auto_sync"),
                row.getInt("attempts"),
                ResultColumns.instant(row, "due_at"));
    }
}
