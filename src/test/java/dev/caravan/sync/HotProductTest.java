package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.settle.SettlementWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A product that changes all the time costs each store a write now and then. */
@SyncTest
class HotProductTest {

    @Autowired
    Shop shop;

    @Autowired
    Clock clock;

    @Test
    void costsEachStoreOneWriteARound() throws Exception {
        HotProduct product = new HotProduct(shop, 2);
        product.forgetCalls();
        Instant began = Instant.now();
        ExecutorService shopTeam = Executors.newSingleThreadExecutor();
        try {
            Future<?> heating = shopTeam.submit(product::heat);
            product.changeOthers("12", clock);
            heating.get(60, TimeUnit.SECONDS);
            product.awaitTheLastChange();
            long rounds = Duration.between(began, Instant.now()).dividedBy(SettlementWriter.BREATH) + 2;

            assertThat(product.writes())
                    .hasSize(5)
                    .allSatisfy(count -> assertThat(count).isPositive().isLessThanOrEqualTo(rounds));
        } finally {
            shopTeam.shutdownNow();
        }
    }
}
