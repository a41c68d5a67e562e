package dev.caravan.sync;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What needs a human: list, read, replay, discard. */
@Component
public class DeadLetters {

    private static final Set<String> STATES = Set.of("open", "replayed", "discarded", "resolved");

    private final Sql sql;
    private final StoreRoutes routes;
    private final Clock clock;

    DeadLetters(Sql sql, StoreRoutes routes, Clock clock) {
        this.sql = sql;
        this.routes = routes;
        this.clock = clock;
    }

    /** @param sent the product's part of the call, as JSON @param answered what the store said of it */
    record DeadLetter(
            long id,
            long connectionId,
            long productId,
            @Nullable String sku,
            String code,
            String message,
            String operation,
            @Nullable Integer httpStatus,
            @JsonRawValue @Nullable String sent,
            @Nullable String answered,
            int attempts,
            @Nullable UUID batchId,
            String state,
            Instant createdAt,
            @Nullable Instant closedAt) {}

    private record Listed(DeadLetter letter, long total) {}

    public Page<DeadLetter> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("code") @Nullable String code,
            @Header("productId") @Nullable Long productId,
            @Header("state") @Nullable String state,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        if (state != null && !STATES.contains(state)) {
            throw ApiException.invalid(
                    "state", "must be one of " + STATES.stream().sorted().toList());
        }
        Page.Request request = Page.Request.of(page, limit);
        List<Listed> rows =
                read(caller.accountId(), null, connectionId, code, productId, state == null ? "open" : state, request);
        long total = rows.isEmpty() ? 0 : rows.get(0).total();
        return Page.of(rows.stream().map(Listed::letter).toList(), total, request);
    }

    public DeadLetter show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return read(caller.accountId(), id, null, null, null, null, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Dead letter", id))
                .letter();
    }

    /** Owes the product to the store again. @throws ApiException 409 if the letter is closed already */
    public DeadLetter replay(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) throws Exception {
        mustBeOpen(show(caller, id));
        List<Long> connections = sql.statement("sync/replay-dead-letter")
                .param("accountId", caller.accountId())
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
        for (long connection : connections) {
            routes.wake(connection);
        }
        return show(caller, id);
    }

    /** Closes the letter without doing anything. @throws ApiException 409 if it is closed already */
    public DeadLetter discard(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        mustBeOpen(show(caller, id));
        sql.statement("sync/discard-dead-letter")
                .param("accountId", caller.accountId())
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return show(caller, id);
    }

    private static void mustBeOpen(DeadLetter letter) {
        if (!letter.state().equals("open")) {
            throw ApiException.conflict("Dead letter " + letter.id() + " is closed already: " + letter.state());
        }
    }

    private List<Listed> read(
            long accountId,
            @Nullable Long id,
            @Nullable Long connectionId,
            @Nullable String code,
            @Nullable Long productId,
            @Nullable String state,
            Page.Request request) {
        return sql.statement("sync/list-dead-letters")
                .param("accountId", accountId)
                .param("id", id)
                .param("connectionId", connectionId)
                .param("code", code)
                .param("productId", productId)
                .param("state", state)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, n) -> new Listed(
                        new DeadLetter(
                                row.getLong("id"),
                                row.getLong("connection_id"),
                                row.getLong("product_id"),
                                row.getString("sku"),
                                row.getString("code"),
                                row.getString("message"),
                                row.getString("operation"),
                                (Integer) row.getObject("http_status"),
                                row.getString("sent"),
                                row.getString("answered"),
                                row.getInt("attempts"),
                                (UUID) row.getObject("batch_id"),
                                row.getString("state"),
                                row.getTimestamp("created_at").toInstant(),
                                SyncRows.instant(row, "closed_at")),
                        row.getLong("total")))
                .list();
    }
}
