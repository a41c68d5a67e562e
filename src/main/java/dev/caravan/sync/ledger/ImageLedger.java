package dev.caravan.sync.ledger;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Which file of a store's media library is which asset, and which call is sending one. */
@Component
public class ImageLedger {

    private final Sql sql;
    private final Clock clock;

    public ImageLedger(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Ids by asset of those that the store has. */
    Map<String, Long> find(Store store, Collection<String> assets) {
        Map<String, Long> ids = new HashMap<>();
        of(store, "sync/find-images")
                .param("keys", assets.toArray(String[]::new))
                .query(row -> {
                    ids.put(row.getString("asset_key"), row.getLong("woo_id"));
                });
        return ids;
    }

    /** @return those of the store's ids that are known to be an asset */
    Set<Long> known(Store store, Collection<Long> wooIds) {
        return new HashSet<>(of(store, "sync/find-images-by-id")
                .param("wooIds", wooIds.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** @return those of the assets that no other call is sending */
    Set<String> claim(Store store, Collection<String> assets, UUID token, Duration lease) {
        Instant now = clock.instant();
        return new HashSet<>(of(store, "sync/claim-images")
                .param("keys", assets.toArray(String[]::new))
                .param("token", token)
                .param("now", Timestamp.from(now))
                .param("leaseUntil", Timestamp.from(now.plus(lease)))
                .query(String.class)
                .list());
    }

    /** The store has them now. */
    void note(Store store, Map<String, Long> ids) {
        if (!ids.isEmpty()) {
            List<String> keys = List.copyOf(ids.keySet());
            of(store, "sync/note-images")
                    .param("keys", keys.toArray(String[]::new))
                    .param("wooIds", keys.stream().map(ids::get).toArray(Long[]::new))
                    .param("storeUrl", store.storeUrl().toString())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    /** Releases images that the call has not sent, or will not send. @param assets null for all that it has claimed */
    void release(Store store, UUID token, @org.jspecify.annotations.Nullable Collection<String> assets) {
        of(store, "sync/release-images")
                .param("token", token)
                .param("keys", assets == null ? null : assets.toArray(String[]::new))
                .update();
    }

    /** The store no longer has these files. */
    void forget(Store store, Collection<Long> wooIds) {
        if (!wooIds.isEmpty()) {
            of(store, "sync/forget-images")
                    .param("wooIds", wooIds.toArray(Long[]::new))
                    .update();
        }
    }

    private StatementSpec of(Store store, String statement) {
        return sql.statement(statement).param("accountId", store.accountId()).param("connectionId", store.id());
    }
}
