package dev.caravan.sync.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import dev.caravan.platform.text.SearchPattern;
import dev.caravan.store.StoresApi;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adapter of the history, in the shape of the system that Caravan replaces. */
@Component
class HistoryEndpoint {

    /** The history's word for each {@code syncStatus}. */
    private static final Map<String, String> OUTCOMES =
            Map.of("synced", "synced", "success", "synced", "error", "error", "pending", "retry", "retry", "retry");

    private final Sql sql;
    private final StoresApi stores;
    private final TransactionTemplate transaction;

    HistoryEndpoint(Sql sql, StoresApi stores, TransactionTemplate transaction) {
        this.sql = sql;
        this.stores = stores;
        this.transaction = transaction;
    }

    /** One attempt. @param syncStatus synced, error, or pending while it is retried */
    record Log(
            long id,
            long connectionId,
            long productId,
            @Nullable Long wooProductId,
            @Nullable String sku,
            String operation,
            List<String> fields,
            String syncStatus,
            @Nullable Integer httpStatus,
            @Nullable Integer durationMs,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            int attempt,
            @Nullable UUID batchId,
            Instant createdAt) {}

    /** A page of the history. @param totalIsLowerBound there are more: no further was counted */
    record Logs(List<Log> logs, long total, boolean totalIsLowerBound, int page, int limit, long totalPages) {}

    /** @param deadLetterId what it left; it has the request and the answer */
    record Entry(@JsonUnwrapped Log log, @Nullable Long deadLetterId) {}

    /** @throws ApiException 404 if there is nothing of the store that is asked for because the caller may not see it */
    public Logs list(Exchange exchange, @ExchangeProperty(Caller.PROPERTY) Caller caller) {
        Message message = exchange.getMessage();
        Page.Request request =
                Page.Request.of(message.getHeader("page", Integer.class), message.getHeader("limit", Integer.class));
        String sortBy = message.getHeader("sortBy", "createdAt", String.class);
        if (!sortBy.equals("createdAt") && !sortBy.equals("id")) {
            throw ApiException.invalid("sortBy", "must be createdAt");
        }
        String order = message.getHeader("sortOrder", "desc", String.class);
        if (!order.equalsIgnoreCase("asc") && !order.equalsIgnoreCase("desc")) {
            throw ApiException.invalid("sortOrder", "must be asc or desc");
        }
        Integer most = message.getHeader("countUpTo", Integer.class);
        if (most != null && most < 1) {
            throw ApiException.invalid("countUpTo", "must be 1 or more");
        }
        Logs found = Objects.requireNonNull(transaction.execute(status -> {
            sql.planEachTime();
            List<Log> logs = filtered("sync/list-history", message, caller)
                    .param("ascending", order.equalsIgnoreCase("asc"))
                    .param("limit", request.limit())
                    .param("offset", request.offset())
                    .query(HistoryEndpoint::read)
                    .list();
            long total = filtered("sync/count-history", message, caller)
                    .param("most", most == null ? null : most + 1L)
                    .query(Long.class)
                    .single();
            boolean more = most != null && total > most;
            long counted = more ? most : total;
            long pages = (counted + request.limit() - 1) / request.limit();
            return new Logs(logs, counted, more, request.page(), request.limit(), pages);
        }));
        Long connectionId = message.getHeader("connectionId", Long.class);
        if (connectionId != null && found.total() == 0) {
            stores.get(caller, connectionId); // the history of a store stays when it is deleted
        }
        return found;
    }

    public Entry show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return sql.statement("sync/read-history-entry")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("id", id)
                .query((row, n) -> new Entry(read(row, n), (Long) row.getObject("dead_letter_id")))
                .optional()
                .orElseThrow(() -> ApiException.notFound("Attempt", id));
    }

    private static Log read(ResultSet row, int number) throws SQLException {
        return new Log(
                row.getLong("id"),
                row.getLong("connection_id"),
                row.getLong("product_id"),
                (Long) row.getObject("woo_product_id"),
                row.getString("sku"),
                row.getString("operation"),
                ResultColumns.texts(row, "fields"),
                row.getString("outcome").equals("retry") ? "pending" : row.getString("outcome"),
                (Integer) row.getObject("http_status"),
                (Integer) row.getObject("millis"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getInt("attempt"),
                (UUID) row.getObject("batch_id"),
                row.getTimestamp("created_at").toInstant());
    }

    private StatementSpec filtered(String statement, Message message, Caller caller) {
        String status = message.getHeader("syncStatus", String.class);
        if (status != null && !OUTCOMES.containsKey(status)) {
            throw ApiException.invalid("syncStatus", "must be synced, error or pending");
        }
        return sql.statement(statement)
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("connectionId", message.getHeader("connectionId", Long.class))
                .param("productId", message.getHeader("productId", Long.class))
                .param("wooProductId", message.getHeader("wooProductId", Long.class))
                .param("sku", message.getHeader("sku", String.class))
                .param("outcome", status == null ? null : OUTCOMES.get(status))
                .param("startDate", date(message, "startDate", false))
                .param("endDate", date(message, "endDate", true))
                .param("search", SearchPattern.of(message.getHeader("search", String.class)));
    }

    /** A day or a moment in ISO 8601; the end of a day is its last moment. */
    private static @Nullable String date(Message message, String name, boolean end) {
        String text = message.getHeader(name, String.class);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.length() == 10) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day)
                        .atStartOfDay()
                        .atOffset(ZoneOffset.UTC)
                        .toString();
            }
            return OffsetDateTime.parse(text.replace(' ', '+')).toString();
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(
                    name, "must be a day or a moment in ISO 8601, such as 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }
}
