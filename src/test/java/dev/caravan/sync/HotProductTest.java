package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A product that changes all the time costs each store a write now and then, and the other products nothing. */
@MatrixWorld
@ExtendWith(CloseShop.class)
class HotProductTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");

    /** 1,000 changes in 10 s in the long form. */
    private static final int SECONDS = isLong() ? 10 : 2;

    private static final int CHANGES_A_SECOND = 100;
    private static final int OTHERS = 200;
    /** A batch of one in a real store takes 85 ms. */
    private static final Duration CALL = Duration.ofMillis(85);

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MatrixClock clock;

    private final List<Connected> stores = new ArrayList<>();
    private List<Item> others = List.of();

    private static boolean isLong() {
        return Boolean.getBoolean("caravan.faults.long")
                || System.getProperty("caravan.faults", "").equals("long");
    }

    @Test
    void costsEachStoreOneWriteARound() throws Exception {
        Item hot = shop.product();
        others = shop.products(OTHERS);
        for (int i = 0; i < 5; i++) {
            Connected store = shop.connect();
            stores.add(store);
            shop.export(store, hot);
            shop.export(store, others);
        }
        stores.forEach(store -> store.store().faults().latencyPerCall(CALL));

        double calm = median(delays("11"));
        stores.forEach(store -> store.store().clearCalls());
        Instant began = Instant.now();
        ScheduledExecutorService shopTeam = Executors.newSingleThreadScheduledExecutor();
        try {
            Future<?> heating = shopTeam.submit(() -> heat(hot));
            double busy = median(delays("12"));
            heating.get(60, TimeUnit.SECONDS);
            String last = SECONDS * CHANGES_A_SECOND + ".50";
            stores.forEach(store -> shop.awaitField(store, hot, "regular_price", last));
            long rounds = Duration.between(began, Instant.now()).dividedBy(SettlementStore.BREATH) + 2;

            List<Long> writes = stores.stream().map(store -> writes(store, hot)).toList();
            log.info(
                    "a hot product: {} changes in {} s are {} writes a store; others wait {} ms, without it {} ms (ratio {})",
                    SECONDS * CHANGES_A_SECOND,
                    SECONDS,
                    writes,
                    Math.round(busy),
                    Math.round(calm),
                    "%.2f".formatted(busy / calm));
            assertThat(writes).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(rounds));
        } finally {
            shopTeam.shutdownNow();
        }
    }

    private void heat(Item hot) {
        for (int i = 1; i <= SECONDS * CHANGES_A_SECOND; i++) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1) / CHANGES_A_SECOND;
            shop.price(hot, i + ".50");
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= until);
        }
    }

    /** Changes the others one after the other. @return milliseconds until each was in each store */
    private double[] delays(String price) {
        Map<Long, Instant> changed = new HashMap<>();
        for (Item other : others) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / OTHERS;
            changed.put(other.id(), clock.instant());
            shop.price(other, price);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= until);
        }
        for (Connected store : stores) {
            Shop.awaitUntil(() -> others.stream()
                    .allMatch(other -> store.field(other.sku(), "regular_price").equals(price)));
        }
        Shop.awaitUntil(() -> arrivals().size() == OTHERS * stores.size());
        return arrivals().stream()
                .mapToDouble(arrival -> Duration.between(
                                changed.getOrDefault(arrival.product(), Instant.EPOCH), arrival.at())
                        .toMillis())
                .toArray();
    }

    /** When a product was last written to a store. */
    private record Arrival(long product, Instant at) {}

    private List<Arrival> arrivals() {
        return jdbc.sql("""
                        SELECT product_id, last_exported_at FROM woocommerce_product_sync
                        WHERE product_id = ANY (:ids) AND lane = 'main' AND wanted <= synced
                        """)
                .param("ids", others.stream().map(Item::id).toArray(Long[]::new))
                .query((row, n) ->
                        new Arrival(row.getLong("product_id"), instant(row.getTimestamp("last_exported_at"))))
                .list();
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long writes(Connected store, Item product) {
        return store.store().writes().stream()
                .filter(write -> write.sku().equals(product.sku()))
                .count();
    }
}
