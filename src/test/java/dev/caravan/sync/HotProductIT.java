package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.Scale;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.settle.SettlementWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The long form of {@link HotProductTest}, with the figures of docs/reliability.md: how late the other products are. */
@Tag("faults-long")
@SyncTest
class HotProductIT {

    private final Scale scale = Scale.chosen();

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void costsEachStoreOneWriteARoundAndTellsHowLateTheOthersAre() throws Exception {
        int seconds = scale.of(2, 10);
        HotProduct product = new HotProduct(shop, seconds);

        double calm = median(delays(product, "11"));
        product.forgetCalls();
        Instant began = Instant.now();
        ExecutorService shopTeam = Executors.newSingleThreadExecutor();
        try {
            Future<?> heating = shopTeam.submit(product::heat);
            double busy = median(delays(product, "12"));
            heating.get(2, TimeUnit.MINUTES);
            product.awaitTheLastChange();
            long rounds = Duration.between(began, Instant.now()).dividedBy(SettlementWriter.BREATH) + 2;

            List<Long> writes = product.writes();
            System.out.printf(
                    "| 10 | writes a store for %d changes in %d s; the others' delay, with the hot product against without"
                            + " | %s; %.0f ms against %.0f ms |%n",
                    product.changes(), seconds, writes, busy, calm);
            assertThat(writes)
                    .hasSize(5)
                    .allSatisfy(count -> assertThat(count).isPositive().isLessThanOrEqualTo(rounds));
        } finally {
            shopTeam.shutdownNow();
        }
    }

    /** Changes the others one after the other. @return milliseconds until each was in each store */
    private double[] delays(HotProduct product, String price) {
        Map<Long, Instant> changed = product.changeOthers(price, clock);
        product.awaitOthers(price);
        int all = HotProduct.OTHERS * product.stores.size();
        Shop.awaitUntil(() -> arrivals(product.others).size() == all);
        return arrivals(product.others).stream()
                .mapToDouble(arrival -> Duration.between(
                                changed.getOrDefault(arrival.product(), Instant.EPOCH), arrival.at())
                        .toMillis())
                .toArray();
    }

    /** When a product was last written to a store. */
    private record Arrival(long product, Instant at) {}

    private List<Arrival> arrivals(List<Item> products) {
        return jdbc.sql("""
                        SELECT product_id, last_exported_at FROM woocommerce_product_sync
                        WHERE product_id = ANY (:ids) AND lane = 'main' AND wanted <= synced
                        """)
                .param("ids", products.stream().map(Item::id).toArray(Long[]::new))
                .query((row, n) -> new Arrival(
                        row.getLong("product_id"),
                        row.getTimestamp("last_exported_at").toInstant()))
                .list();
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
