package dev.caravan.platform.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Adapter of {@code GET /audit-log}: the account's entries, newest first. */
@Component
class AuditLogEndpoint {

    /** So many entries are counted and can be paged through; older ones are reached by {@code to}. */
    private static final int MOST_COUNTED = 10_000;

    private static final String ROUTE = "rest-";

    private final Sql sql;

    AuditLogEndpoint(Sql sql) {
        this.sql = sql;
    }

    /** An entry. @param before and {@code after}: the members that changed, as JSON */
    public record Entry(
            long id,
            Instant at,
            String who,
            String from,
            String action,
            String target,
            String outcome,
            @Nullable Integer status,
            @Nullable Long count,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {}

    /** @param from and {@code to}: instants, or days in UTC */
    public Page<Entry> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("who") @Nullable String who,
            @Header("action") @Nullable String action,
            @Header("target") @Nullable String target,
            @Header("from") @Nullable String from,
            @Header("to") @Nullable String to,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        Page.Request request = Page.Request.of(page, limit);
        if (request.offset() >= MOST_COUNTED) {
            throw ApiException.invalid(
                    "page", "reaches no further than " + MOST_COUNTED + " entries; ask for older ones with to");
        }
        Filter filter = new Filter(who, action, target, time("from", from), time("to", to));
        long total = filter.bind(sql.statement("platform/count-audit-log"), caller)
                .param("most", MOST_COUNTED)
                .query(Long.class)
                .single();
        return Page.of(
                filter.bind(sql.statement("platform/list-audit-log"), caller)
                        .param("limit", request.limit())
                        .param("offset", request.offset())
                        .query(Entry.class)
                        .list(),
                total,
                request);
    }

    private record Filter(
            @Nullable String who,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant to) {

        StatementSpec bind(StatementSpec statement, Caller caller) {
            return statement
                    .param("accountId", caller.accountId())
                    .param("who", clean(who))
                    .param("action", clean(withoutRest(action)))
                    .param("target", clean(target))
                    .param("from", from == null ? null : Timestamp.from(from))
                    .param("to", to == null ? null : Timestamp.from(to));
        }

        /** The description names an operation by the id of its route. */
        private static @Nullable String withoutRest(@Nullable String action) {
            return action != null && action.startsWith(ROUTE) ? action.substring(ROUTE.length()) : action;
        }

        private static @Nullable String clean(@Nullable String text) {
            return text == null ? null : AuditText.bounded(text, 300);
        }
    }

    /** An instant, or a day in UTC. */
    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (Math.abs(time.getEpochSecond()) < 100_000_000_000L) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // reported below
        }
        throw ApiException.invalid(name, "must be a time such as 2026-11-28T09:30:00Z, or a day such as 2026-11-28");
    }
}
