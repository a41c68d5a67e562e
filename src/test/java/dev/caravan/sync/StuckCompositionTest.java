package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.mapping.ConnectionMapping;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A product whose composition never ends is alone with that: it becomes a dead letter, and its store goes on. */
@SyncTest
@DirtiesContext
@Import(StuckCompositionTest.EndlessMapping.class)
@TestPropertySource(
        properties = {
            "caravan.sync.lease=1s",
            "caravan.sync.heartbeat-every=200ms",
            "caravan.sync.connect-timeout=100ms",
            "caravan.sync.request-timeout=1s"
        })
class StuckCompositionTest {

    private static final String ENDLESS = "Endless";
    private static final int OTHERS = 8;
    private static final AtomicInteger COMPOSED = new AtomicInteger();
    private static volatile boolean over;

    /** As the connection has it, but for a product with this text. */
    @TestConfiguration
    static class EndlessMapping {

        @Bean
        @Primary
        Mapping endless(ConnectionMapping usual) {
            return new Mapping() {
                @Override
                public Document document(Product product, Store store) {
                    return usual.document(product, store);
                }

                @Override
                public Mapping current(Store store) {
                    Mapping current = usual.current(store);
                    return (product, at) -> {
                        if (ENDLESS.equals(product.description())) {
                            COMPOSED.incrementAndGet();
                            goOnForEver();
                        }
                        return current.document(product, at);
                    };
                }
            };
        }
    }

    /** Nothing but the end of the test ends it. */
    private static void goOnForEver() {
        while (!over) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @AfterEach
    void end() {
        over = true;
    }

    @Test
    void endsAsADeadLetterAfterThreeRecoveriesWhileTheOthersGoOn() {
        Connected store = shop.connect();
        Connected other = shop.connect();
        List<Item> products = shop.products(OTHERS);
        Item endless = shop.product("\"description\":\"" + ENDLESS + "\"");
        List<Item> all = new ArrayList<>(products);
        all.add(OTHERS / 2, endless);

        shop.startExport(store, all).expect(202);

        Item elsewhere = products.get(0);
        shop.export(other, elsewhere);
        shop.awaitStatus(other, elsewhere, "synced");
        products.forEach(product -> shop.awaitStatus(store, product, "synced"));
        shop.awaitStatus(store, endless, "error");
        assertThat(COMPOSED).as("once in company, twice alone").hasValue(3);
        assertThat(store.shows(endless)).isEmpty();
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        assertThat(shop.deadLetters(store, "").get(0).path("code").asText()).isEqualTo("stops_caravan");
        assertThat(products)
                .allSatisfy(product -> assertThat(store.store().products())
                        .filteredOn(shown -> shown.path("sku").asText().equals(product.sku()))
                        .hasSize(1));
        assertThat(api.get("/actuator/health").expect(503).text()).contains("\"standingStill\":{\"store-" + store.id());

        shop.price(elsewhere, "77.00");

        shop.awaitField(store, elsewhere, "regular_price", "77.00");
        over = true;
        Shop.awaitUntil(() -> api.get("/actuator/health").text().contains("\"deliveries\":{\"status\":\"UP\"}"));
    }
}
