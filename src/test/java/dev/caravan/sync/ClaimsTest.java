package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.NodeName;
import dev.caravan.platform.Sql;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.claim.Claims;
import dev.caravan.sync.claim.ClockJumps;
import dev.caravan.sync.claim.Recovery;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.compose.Composer;
import dev.caravan.sync.compose.Holders;
import dev.caravan.sync.compose.SkuMatchDecision;
import dev.caravan.sync.settle.BatchSettler;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownProduct;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leases and fencing, with the real beans on the real tables. */
@SyncTest
class ClaimsTest {

    private static final int CLAIMERS = 4;

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    @Autowired
    Claims claims;

    @Autowired
    Composer composer;

    @Autowired
    BatchSettler settling;

    @Autowired
    ActiveClaims active;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ClockJumps clockJumps;

    @Autowired
    Clock clock;

    @Autowired
    SyncSettings settings;

    @Autowired
    StoreCallSettings calls;

    @Autowired
    NodeName node;

    @Test
    void neverGiveTheSameRowToTwoClaimers() throws Exception {
        Connected store = shop.connect("\"batchSize\":20");
        List<Item> products = shop.products(1_000);
        markPending(store, products);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(CLAIMERS);
        try {
            List<Future<List<Long>>> claimers = new ArrayList<>();
            for (int i = 0; i < CLAIMERS; i++) {
                claimers.add(threads.submit(() -> {
                    start.await();
                    return claimAll(store);
                }));
            }
            start.countDown();
            Set<Long> seen = new HashSet<>();
            int claimed = 0;
            for (Future<List<Long>> claimer : claimers) {
                List<Long> ids = claimer.get();
                claimed += ids.size();
                seen.addAll(ids);
            }
            assertThat(seen).hasSize(1_000);
            assertThat(claimed).isEqualTo(1_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void letOnlyTheHolderSettleAndTheLastWordIsOurs() throws Exception {
        Connected store = shop.connect();
        List<Item> products = shop.products(1);
        markPending(store, products);
        Delivery slow = claim(store);
        assertThat(slow.plans()).hasSize(1);
        endLeases(store);

        Delivery second = claim(store);
        assertThat(second.plans()).hasSize(1);
        assertThat(second.token()).isNotEqualTo(slow.token());
        settling.settle(answered(slow));

        assertThat(state(store)).isEqualTo("behind, leased, wanted 2, synced 0, hashes {}, look first");
        settling.settle(answered(second));
        assertThat(state(store)).startsWith("behind, free, wanted 2, synced 1");
    }

    @Test
    void opensNoDeadLetterForARowThatSomebodyElseHolds() throws Exception {
        Connected store = shop.connect();
        List<Item> products = shop.products(1);
        markPending(store, products);
        Delivery slow = claim(store);
        endLeases(store);
        Delivery second = claim(store);

        settling.settle(slow.with(
                List.of(Plan.refused(slow.plans().get(0).row(), products.get(0).sku(), "too_late", "Comes too late"))));
        settling.settle(answered(second));

        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void takeAnAbandonedRowAsUnknown() throws Exception {
        Connected store = shop.connect();
        List<Item> products = shop.products(2);
        markPending(store, products);
        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET field_hashes = '{\"name\":\"0123456789ab\"}' WHERE connection_id = ?")
                .param(store.id())
                .update();
        jdbc.sql("UPDATE woocommerce_product_sync SET woo_product_id = 77 WHERE connection_id = ? AND product_id = ?")
                .param(store.id())
                .param(products.get(1).id())
                .update();
        Delivery first = claim(store);
        assertThat(first.plans()).noneMatch(plan -> plan.row().lookFirst());
        assertThat(first.plans()).allMatch(plan -> plan.row().shown().byField().size() == 1);
        claims.beginCalls(first);
        endLeases(store);

        Delivery second = claim(store);

        assertThat(second.plans()).hasSize(2);
        assertThat(second.plans()).allMatch(plan -> plan.row().shown().byField().isEmpty());
        assertThat(second.plans())
                .allMatch(plan -> plan.row().lookFirst() == (plan.row().wooProductId() == null));
    }

    @Test
    void renewALeaseOnlyForRowsThatAreStillHeld() throws Exception {
        Connected store = shop.connect();
        List<Item> products = shop.products(3);
        markPending(store, products);
        Delivery delivery = claim(store);
        long stolen = delivery.plans().get(1).key();
        jdbc.sql("UPDATE woocommerce_product_sync SET lease_token = ? WHERE id = ?")
                .param(UUID.randomUUID())
                .param(stolen)
                .update();
        Delivery old = new Delivery(delivery.store(), delivery.token(), clock.instant(), delivery.plans());

        Delivery kept = claims.keep(old);

        assertThat(kept.plans()).hasSize(2).noneMatch(plan -> plan.key() == stolen);
        assertThat(kept.leaseUntil()).isAfter(clock.instant().plusSeconds(5));
    }

    private Delivery claim(Connected store) {
        return new ClaimRoute(template).claim(store.id());
    }

    /** Owes products to a store whose route is stopped: what is claimed here is claimed by the test. */
    private void markPending(Connected store, List<Item> products) throws Exception {
        Item first = shop.product();
        shop.export(store, first);
        api.delete(Shop.PATH + "/connections/" + store.id() + "/products/" + first.id() + "?keep=true")
                .expect(204);
        camel.getRouteController().stopRoute(StoreRoutes.routeId(store.id()));
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, due_at)
                        SELECT account_id, :connection, id, sku, now() - interval '1 minute' FROM product WHERE id = ANY (:ids)
                        """)
                .param("connection", store.id())
                .param("ids", products.stream().map(Item::id).toArray(Long[]::new))
                .update();
    }

    private List<Long> claimAll(Connected store) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (Delivery d = claim(store); !d.isEmpty(); d = claim(store)) {
            d.plans().forEach(plan -> ids.add(plan.key()));
        }
        return ids;
    }

    private Delivery answered(Delivery claimed) {
        Delivery composed = Given.composed(composer, claimed);
        List<String> skus = composed.plans().stream()
                .map(plan -> String.valueOf(plan.sku()))
                .toList();
        Delivery delivery = SkuMatchDecision.apply(
                composed.knowing(SkuSearch.NONE.with(Plan.Action.ASK, skus, Map.of())), Holders.NONE, clock.instant());
        List<ItemOutcome> outcomes = delivery.plans().stream()
                .<ItemOutcome>map(plan -> new ItemOutcome.Done(plan.key(), 5_000 + plan.key(), ShownProduct.NOTHING))
                .toList();
        return delivery.answered(new BatchAnswer(outcomes, 200, 1));
    }

    /**
     * As when the process that holds them has died: it looks after them no more, so that no heartbeat comes in between, and they
     * are due again at once.
     */
    private void endLeases(Connected store) {
        jdbc.sql("SELECT token FROM claim WHERE connection_id = ?")
                .param(store.id())
                .query(UUID.class)
                .list()
                .forEach(active::remove);
        Recovery recovery = new Recovery(
                new Sql(jdbc),
                new ActiveClaims(new Sql(jdbc), clock, settings, calls),
                clockJumps,
                node,
                clock,
                settings);
        Shop.awaitUntil(() -> {
            jdbc.sql("UPDATE claim SET lease_until = now() - interval '1 second' WHERE connection_id = ?")
                    .param(store.id())
                    .update();
            recovery.recoverLapsed(); // or the program's own one, at the same time
            return jdbc.sql("SELECT count(*) FROM claim WHERE connection_id = ?")
                            .param(store.id())
                            .query(Long.class)
                            .single()
                    == 0;
        });
        jdbc.sql("UPDATE woocommerce_product_sync SET due_at = now() - interval '1 second' WHERE connection_id = ?")
                .param(store.id())
                .update();
    }

    private String state(Connected store) {
        return jdbc.sql("""
                        SELECT (CASE WHEN wanted > synced THEN 'behind' ELSE 'synced' END) || ', '
                            || (CASE WHEN lease_token IS NULL THEN 'free' ELSE 'leased' END)
                            || ', wanted ' || wanted || ', synced ' || synced || ', hashes ' || field_hashes
                            || (CASE WHEN look_first THEN ', look first' ELSE '' END)
                        FROM woocommerce_product_sync WHERE connection_id = ?
                        """).param(store.id()).query(String.class).single();
    }
}
