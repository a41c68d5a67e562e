package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes that come while a claim is held, or whose holder or wake-up is lost, arrive all the same. */
@SyncTest
class ClaimedDeliveriesTest {

    private static final int WORKERS = 4;

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Test
    void loseNoChangeThatComesDuringAPush() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().latencyPerItem(Duration.ofSeconds(1));
        store.store().clearCalls();

        shop.price(product, "71.00");
        Shop.awaitUntil(() -> leased(store) > 0);
        shop.price(product, "72.00");

        shop.awaitField(store, product, "regular_price", "72.00");
        shop.awaitStatus(store, product, "synced");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("72.00");
    }

    /** What takes them back then knows that the store may have been called, and that they were composed. */
    @Test
    void sayInTheirClaimThatACallIsUnderWay() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().latencyPerItem(Duration.ofSeconds(1));

        shop.price(product, "75.00");

        Shop.awaitUntil(() -> store.store().callsUnderWay() > 0);
        assertThat(calling(store)).containsExactly(true);
        shop.awaitStatus(store, product, "synced");
    }

    /** A paced store's rounds spend most of their time there. */
    @Test
    void sayInTheirClaimThatACallIsWaitedFor() {
        Connected store = shop.connect("\"requestsPerMinute\":30");
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();

        shop.price(product, "76.00");

        Shop.awaitUntil(() -> calling(store).contains(true));
        assertThat(store.store().callCount()).as("2 s after the last call").isZero();
        shop.awaitStatus(store, product, "synced");
    }

    private List<Boolean> calling(Connected store) {
        return jdbc.sql("SELECT calling FROM claim WHERE connection_id = ?")
                .param(store.id())
                .query(Boolean.class)
                .list();
    }

    @Test
    void deliverEventsThatNobodyWasWokenFor() {
        Connected store = shop.connect();
        List<Item> products = shop.products(20);
        shop.export(store, products);

        shop.price(products, "73.00"); // as committed just before a crash: no wake-up follows

        for (Item product : products) {
            shop.awaitField(store, product, "regular_price", "73.00");
        }
        shop.awaitQuiet(store);
    }

    @Test
    void deliverWhatACrashedHolderHeld() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item neverSent = shop.products(1).get(0);
        shop.export(store, product);
        store.store().faults().latencyPerCall(Duration.ofMillis(300));
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, lease_token)
                        SELECT account_id, :connection, id, sku, gen_random_uuid()
                        FROM product WHERE id = :product
                        """)
                .param("connection", store.id())
                .param("product", neverSent.id())
                .update();
        jdbc.sql("""
                        UPDATE woocommerce_product_sync
                        SET wanted = wanted + 1, lease_token = gen_random_uuid()
                        WHERE connection_id = :connection AND product_id = :product
                        """)
                .param("connection", store.id())
                .param("product", product.id())
                .update();
        jdbc.sql("UPDATE product SET price = 74 WHERE id = ?")
                .param(product.id())
                .update();
        jdbc.sql("""
                        INSERT INTO claim (token, connection_id, node, lease_until, row_ids)
                        SELECT lease_token, connection_id, 'crashed', now() - interval '1 second', ARRAY[id]
                        FROM woocommerce_product_sync WHERE connection_id = :connection AND lease_token IS NOT NULL
                        """).param("connection", store.id()).update();

        shop.awaitField(store, product, "regular_price", "74");
        Shop.awaitUntil(() -> store.shows(neverSent).isPresent());
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).anyMatch(call -> call.query().contains(neverSent.sku()));
        assertThat(store.store().productCount()).isEqualTo(2);
    }

    @Test
    void deliverEverythingWhileFanOutExportsAndSettlementsMeet() throws Exception {
        Connected store = shop.connect("\"concurrency\":4,\"batchSize\":25");
        Connected other = shop.connect("\"concurrency\":4,\"batchSize\":25");
        List<Item> products = shop.products(200);
        shop.export(store, products);
        shop.export(other, products);
        long before = deadlocks();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                work.add(threads.submit(() -> {
                    for (int round = 0; round < 8; round++) {
                        List<Item> shuffled = new ArrayList<>(products);
                        Collections.shuffle(shuffled, new Random(worker * 100L + round));
                        if (worker == 0) {
                            shop.export(round % 2 == 0 ? store : other, shuffled);
                        } else {
                            shop.price(Shop.some(shuffled, 0, 120), (worker * 100 + round) + ".00");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        shop.price(products, "75.00");
        for (Connected each : List.of(store, other)) {
            for (Item product : products) {
                shop.awaitField(each, product, "regular_price", "75.00");
            }
            shop.awaitQuiet(each);
            assertThat(each.store().productCount()).isEqualTo(200);
            assertThat(shop.deadLetters(each, "")).isEmpty();
            assertThat(shop.logs(each, "&search=Caravan")).isEmpty(); // no faults of our own
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void keepWhatTheyHoldWhileTheyWaitForTheStoresPace() {
        Connected store = shop.connect("\"concurrency\":2");
        Item product = shop.product();
        shop.export(store, product);
        shop.configure(store, "{\"requestsPerMinute\":5}"); // 12 s a call, the lease is 10 s
        store.store().clearCalls();
        shop.price(product, "75.00");
        shop.awaitField(store, product, "regular_price", "75.00");
        shop.awaitStatus(store, product, "synced");

        shop.price(product, "76.00");

        shop.awaitField(store, product, "regular_price", "76.00");
        shop.awaitStatus(store, product, "synced");
        assertThat(store.pushes()).isEqualTo(2);
        assertThat(shop.logs(store, "")).hasSize(3);
    }

    private long leased(Connected store) {
        return jdbc.sql(
                        "SELECT count(*) FROM woocommerce_product_sync WHERE connection_id = ? AND lease_token IS NOT NULL")
                .param(store.id())
                .query(Long.class)
                .single();
    }

    private long deadlocks() {
        return jdbc.sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                .query(Long.class)
                .single();
    }
}
