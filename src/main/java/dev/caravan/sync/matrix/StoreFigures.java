package dev.caravan.sync.matrix;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The figures of all stores of an account, read at most twice a second for everyone who looks. */
@Component
class StoreFigures {

    private static final Duration KEPT = Duration.ofMillis(500);
    private static final int MOST_ACCOUNTS = 1_000;

    private final LoadingCache<Long, Map<Long, SyncCounts.Counts>> cache;

    StoreFigures(SyncCounts counts) {
        cache = Caffeine.newBuilder()
                .maximumSize(MOST_ACCOUNTS)
                .expireAfterWrite(KEPT)
                .build(accountId -> counts.ofAccount(accountId).stream()
                        .collect(Collectors.toUnmodifiableMap(SyncCounts.Counts::connectionId, of -> of)));
    }

    /** By connection. A store that was connected a moment ago may be missing. */
    Map<Long, SyncCounts.Counts> of(long accountId) {
        return cache.get(accountId);
    }
}
