package dev.caravan.sync.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.NodeName;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Lane;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Recoveries;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.woocommerce.FieldHashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes due rows of a store under a lease that ends by itself. Two claimers never hold the same row. */
@Component
public class Claims {

    /** Products in one call that brings images: the store downloads each image before it answers. */
    private static final int IMAGES_AT_ONCE = 5;

    /** One of so many claims of a store begins with the rows that have waited longest, whatever their urgency. */
    private static final int OLDEST_FIRST_EACH = 4;

    private static final int MOST_STORES = 10_000;

    /** How long a new variant waits at most for a parent that changes all the time. */
    private static final Duration OVERDUE = Duration.ofSeconds(10);

    private final Sql sql;
    private final StoresApi stores;
    private final ActiveClaims active;
    private final StoreRoutes routes;
    private final Clock clock;
    private final NodeName node;
    private final Duration lease;
    /** Claims by connection, for the connections that claimed last. */
    private final Cache<Long, Integer> rounds =
            Caffeine.newBuilder().maximumSize(MOST_STORES).build();

    public Claims(
            Sql sql,
            StoresApi stores,
            ActiveClaims active,
            StoreRoutes routes,
            NodeName node,
            Clock clock,
            SyncSettings settings) {
        this.sql = sql;
        this.stores = stores;
        this.active = active;
        this.routes = routes;
        this.node = node;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /**
     * As {@link #claim(long)}, for one of the store's routes.
     *
     * @return empty as well if another route has replaced this one, which made no progress and must not deliver
     * beside it
     */
    public Delivery claim(long connectionId, String route) {
        return routes.isReplaced(route) ? Delivery.NONE : claim(connectionId);
    }

    /** The most urgent due rows of a store, at most its batch size; empty if none is due, it is held, or we are stopping. */
    public Delivery claim(long connectionId) {
        Store store =
                active.stopping(connectionId) ? null : stores.find(connectionId).orElse(null);
        if (store == null) {
            return Delivery.NONE;
        }
        Delivery delivery = claim(store);
        if (store.concurrency() > 1 && delivery.plans().size() == store.currentBatchSize()) {
            routes.wake(connectionId); // one wake-up reaches one of the route's consumers: there is work for the next
        }
        return delivery;
    }

    private Delivery claim(Store store) {
        UUID token = UUID.randomUUID();
        Instant now = clock.instant();
        Instant until = now.plus(lease);
        int round = rounds.asMap().merge(store.id(), 1, (before, one) -> (before + one) % OLDEST_FIRST_EACH);
        active.add(store.id(), token);
        List<Plan> plans = List.of();
        try {
            plans = sql.statement("sync/claim-due-rows")
                    .param("connectionId", store.id())
                    .param("storeUrl", store.storeUrl().toString())
                    .param("size", store.currentBatchSize())
                    .param("imagesSize", IMAGES_AT_ONCE)
                    .param("oldestFirst", round == 0)
                    .param("token", token)
                    .param("node", node.value())
                    .param("now", Timestamp.from(now))
                    .param("overdue", Timestamp.from(now.minus(OVERDUE)))
                    .param("leaseUntil", Timestamp.from(until))
                    .query((row, n) -> Plan.claimed(read(row)))
                    .list();
        } finally {
            if (plans.isEmpty()) {
                active.remove(token); // if the answer to the claim was lost, its lease runs out
            }
        }
        return new Delivery(store, token, until, plans);
    }

    /**
     * Makes sure, right before a call, that the lease is still held. Its heartbeat ({@link ActiveClaims}) renews it
     * while the call is under way. Without a heartbeat (no database, or a suspended process) another holder may send
     * meanwhile; then the settlement detects this, and marks the rows pending again.
     *
     * @return the delivery with its new lease, without rows that have another holder by now
     */
    public Delivery keep(Delivery delivery) {
        Instant now = clock.instant();
        if (now.plus(lease.dividedBy(2)).isBefore(delivery.leaseUntil())) {
            return delivery;
        }
        Instant until = now.plus(lease);
        Set<Long> kept = new HashSet<>(sql.statement("sync/renew-lease")
                .param("token", delivery.token())
                .param("ids", delivery.plans().stream().map(Plan::key).toArray(Long[]::new))
                .param("leaseUntil", Timestamp.from(until))
                .query(Long.class)
                .list());
        List<Plan> plans = delivery.plans().stream()
                .filter(plan -> kept.contains(plan.key()))
                .toList();
        if (plans.isEmpty()) {
            active.remove(delivery.token());
        } else {
            active.add(delivery.store().id(), delivery.token());
        }
        return delivery.kept(plans, until);
    }

    /** Notes, before a call is made or waited for, that a claim has reached a call; see {@link Recoveries}. */
    public void beginCalls(Delivery delivery) {
        if (!active.isCalling(delivery.token())) {
            sql.statement("sync/begin-calls").param("token", delivery.token()).update();
            active.calling(delivery.token());
        }
    }

    /**
     * Notes, before a call, under which SKUs it creates products, if their rows have other ones. Whatever happens to
     * the call and to this process, the store is then asked for these SKUs.
     */
    public void noteSkus(Delivery delivery) {
        List<Plan> renamed = delivery.toSend().stream()
                .filter(plan -> plan.action() == Plan.Action.CREATE)
                .filter(plan ->
                        plan.sku() != null && !plan.sku().equals(plan.row().sku()))
                .toList();
        if (!renamed.isEmpty()) {
            var columns = new Columns<>(renamed);
            sql.statement("sync/note-sent-skus")
                    .param("token", delivery.token())
                    .param("ids", columns.longs(Plan::key))
                    .param("skus", columns.texts(Plan::sku))
                    .update();
        }
    }

    public static ClaimedRow read(ResultSet row) throws SQLException {
        List<String> sent = ResultColumns.texts(row, "sent_skus");
        return new ClaimedRow(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getString("sku"),
                (Long) row.getObject("woo_product_id"),
                Intent.of(row.getString("intent")),
                row.getLong("wanted"),
                row.getInt("attempts"),
                (Integer) row.getObject("batch_limit"),
                ResultColumns.instant(row, "failed_at"),
                row.getBoolean("look_first") || !sent.isEmpty(),
                FieldHashes.parse(row.getString("field_hashes")),
                row.getString("error_code"),
                (Long) row.getObject("parent_product_id"),
                (Long) row.getObject("woo_parent_id"),
                row.getBoolean("parent_in_error"),
                Lane.of(row.getString("lane")),
                Set.of(ResultColumns.texts(row, "only_fields").toArray(String[]::new)),
                new Recoveries(row.getInt("recoveries"), row.getInt("call_recoveries"), row.getBoolean("given_up")),
                ResultColumns.instant(row, "create_asked_at"),
                sent,
                Set.of(ResultColumns.texts(row, "gives_up").toArray(String[]::new)),
                row.getString("trace"));
    }
}
