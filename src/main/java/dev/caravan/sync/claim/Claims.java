package dev.caravan.sync.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.NodeName;
import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes due rows of a store under a lease that ends by itself. Two claimers never hold the same row. The claim itself is
 * the statement in the route claim-due-rows; this decides before and after it.
 */
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
     * Decides whether a store may be claimed from now.
     *
     * @param route of the store, in which the claim is made; null outside of one. A route that made no progress was
     * replaced by another, and must not deliver beside it
     * @return without rows, but with the token of the claim if one may be made; see {@link Delivery#isOpen}
     */
    public Delivery open(long connectionId, @Nullable String route) {
        if (active.stopping(connectionId) || route != null && routes.isReplaced(route)) {
            return Delivery.NONE;
        }
        return stores.find(connectionId)
                .map(store ->
                        new Delivery(store, UUID.randomUUID(), clock.instant().plus(lease), List.of()))
                .orElse(Delivery.NONE);
    }

    /**
     * The heartbeat knows the claim from here on, before its statement runs.
     *
     * @return the parameters of claim-due-rows.sql, by name
     */
    public Map<String, Object> begin(Delivery opened) {
        Store store = opened.store();
        Instant now = opened.leaseUntil().minus(lease);
        int round = rounds.asMap().merge(store.id(), 1, (before, one) -> (before + one) % OLDEST_FIRST_EACH);
        active.add(store.id(), opened.token());
        return Map.of(
                "connectionId", store.id(),
                "storeUrl", store.storeUrl().toString(),
                "size", store.currentBatchSize(),
                "imagesSize", IMAGES_AT_ONCE,
                "oldestFirst", round == 0,
                "token", opened.token(),
                "node", node.value(),
                "now", Timestamp.from(now),
                "overdue", Timestamp.from(now.minus(OVERDUE)),
                "leaseUntil", Timestamp.from(opened.leaseUntil()));
    }

    /** @param rows the most urgent due rows of the store, at most its batch size; none if none is due, or it is held */
    public Delivery hold(Delivery opened, List<ClaimedRow> rows) {
        Store store = opened.store();
        if (store.concurrency() > 1 && rows.size() == store.currentBatchSize()) {
            routes.wake(store.id()); // one wake-up reaches one of the route's consumers: there is work for the next
        }
        return opened.with(rows.stream().map(Plan::claimed).toList());
    }

    /**
     * The statement has ended, also by a failure. A claim that holds nothing is left to its lease: if only its answer
     * was lost, the heartbeat would renew it for ever.
     *
     * @param body the delivery, if the claim holds rows
     */
    public Delivery end(Delivery opened, @Nullable Object body) {
        if (body instanceof Delivery delivery && !delivery.isEmpty()) {
            return delivery;
        }
        active.remove(opened.token());
        return Delivery.nothingOf(opened.store());
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
}
