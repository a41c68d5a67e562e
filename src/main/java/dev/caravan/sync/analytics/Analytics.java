package dev.caravan.sync.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads the figures that are kept; nothing is counted. */
@Component
class Analytics {

    /** A question that took longer is not asked again for a while: at most a twentieth of the time goes into it, whoever looks. */
    private static final Duration CHEAP = Duration.ofMillis(50);

    private static final int SHARE = 20;
    private static final int MOST_KEPT = 1_000;

    private final Sql sql;
    private final Cache<Question, Kept> rankings = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfter(Expiry.creating((Question question, Kept kept) -> kept.keep()))
            .build();

    Analytics(Sql sql) {
        this.sql = sql;
    }

    /** Of the time from {@code at} to the next point. */
    record Point(Instant at, @JsonUnwrapped Figures figures) {}

    record OfStore(
            long connectionId,
            String storeName,
            @JsonUnwrapped Figures figures) {}

    /** Every point of the range, also those in which nothing happened. @param connectionId null: all stores that the caller sees */
    List<Point> points(Caller caller, @Nullable Long connectionId, TimeRange range) {
        Map<Instant, Figures> found = new HashMap<>();
        figures(caller, connectionId, range).query(row -> {
            found.put(Objects.requireNonNull(ResultColumns.instant(row, "at")), Figures.read(row));
        });
        return range.points().stream()
                .map(at -> new Point(at, found.getOrDefault(at, Figures.NONE)))
                .toList();
    }

    private record Question(long accountId, @Nullable Set<Long> connectionIds, TimeRange range, Page.Request page) {}

    private record Kept(Page<OfStore> stores, Duration keep) {}

    /** The stores in which something happened, the busiest first. */
    Page<OfStore> stores(Caller caller, TimeRange range, Page.Request request) {
        Question question = new Question(caller.accountId(), caller.connectionIds(), range, request);
        return rankings.get(question, asked -> kept(caller, range, request)).stores;
    }

    private Kept kept(Caller caller, TimeRange range, Page.Request request) {
        long begin = System.nanoTime();
        Page<OfStore> stores = ranked(caller, range, request);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Kept(stores, took.compareTo(CHEAP) < 0 ? Duration.ZERO : took.multipliedBy(SHARE));
    }

    private Page<OfStore> ranked(Caller caller, TimeRange range, Page.Request request) {
        List<OfStore> stores = new ArrayList<>();
        AtomicLong total = new AtomicLong();
        statement("sync/rank-stores", caller, range)
                .param("only", caller.onlyConnections())
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(row -> {
                    total.set(row.getLong("stores"));
                    if (row.getString("store_name") != null) {
                        stores.add(new OfStore(
                                row.getLong("connection_id"), row.getString("store_name"), Figures.read(row)));
                    }
                });
        return Page.of(stores, total.get(), request);
    }

    /** All stores of an account have figures of their own together. */
    private StatementSpec figures(Caller caller, @Nullable Long connectionId, TimeRange range) {
        Long[] ids = connectionId == null ? caller.onlyConnections() : new Long[] {connectionId};
        return ids == null
                ? statement("sync/read-account-figures", caller, range)
                : statement("sync/read-figures", caller, range).param("ids", ids);
    }

    private StatementSpec statement(String name, Caller caller, TimeRange range) {
        return sql.statement(name)
                .param("accountId", caller.accountId())
                .param("span", range.resolution().word())
                .param("from", Timestamp.from(range.from().toInstant()))
                .param("to", Timestamp.from(range.to().toInstant()));
    }
}
