package dev.caravan.sync.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.caravan.platform.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The figures of all stores of an account. They are counted for everyone who looks within the next seconds, and the
 * longer counting takes, the longer the result is kept: counting takes a twentieth of the time at most.
 */
@Component
class StoreFigures {

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final int SHARE = 20;
    private static final int MOST_ACCOUNTS = 1_000;

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, null, null);

    private final Sql sql;
    private final Cache<Long, Counted> cache = Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfter(Expiry.creating((Long account, Counted counted) -> counted.keep()))
            .build();

    StoreFigures(Sql sql) {
        this.sql = sql;
    }

    /** Products of one store. @param oldestPending since when the oldest pending change has waited; null: none is */
    record Counts(
            long connectionId,
            long total,
            long synced,
            long pending,
            long error,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant oldestPending) {}

    private record Counted(Map<Long, Counts> byStore, Duration keep) {}

    /** By connection; without the stores that have no products. */
    Map<Long, Counts> of(long accountId) {
        return cache.get(accountId, this::count).byStore();
    }

    private Counted count(long accountId) {
        long begin = System.nanoTime();
        Map<Long, Counts> byStore = sql
                .statement("sync/count-rows-of-stores")
                .param("accountId", accountId)
                .query(Counts.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Counts::connectionId, counts -> counts));
        Duration took = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(SHARE);
        return new Counted(byStore, took.compareTo(LEAST) > 0 ? took : LEAST);
    }
}
