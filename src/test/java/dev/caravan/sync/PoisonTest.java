package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A product that a store cannot take costs a few calls, and no other product its update. */
@MatrixWorld
@ExtendWith(CloseShop.class)
class PoisonTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");

    /** Of any kind: with changes, to look what the store shows, to ask whether it is well. */
    private static final int MOST_EXTRA_CALLS = 10;

    private static final Duration LONGER_THAN_A_CALL = Duration.ofMillis(1_200);

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MatrixClock clock;

    /** What a product does to the call that carries it. */
    enum Poison {
        BREAKS_THE_CALL("no_clear_answer", (faults, item) -> faults.poisonSku(item.sku())),
        STALLS_THE_CALL("no_clear_answer", (faults, item) -> faults.stallSku(item.sku(), LONGER_THAN_A_CALL)),
        IS_REFUSED(
                "product_invalid_name", (faults, item) -> faults.refuseSku(item.sku(), "product_invalid_name", "No"));

        final String code;
        final BiConsumer<SandboxFaults, Item> give;

        Poison(String code, BiConsumer<SandboxFaults, Item> give) {
            this.code = code;
            this.give = give;
        }
    }

    /** Kind, place in the batch, products in it. */
    static Stream<Arguments> places() {
        List<Arguments> places = new ArrayList<>();
        for (Poison poison : Poison.values()) {
            for (int place : new int[] {0, 37, 99}) {
                places.add(Arguments.of(poison, place, 100));
            }
            places.add(Arguments.of(poison, 11, 25));
        }
        return places.stream();
    }

    @ParameterizedTest(name = "{0} at {1} of {2}")
    @MethodSource("places")
    void costsAtMostTenCallsMore(Poison poison, int place, int size) {
        Connected store = shop.connect("\"batchSize\":100");
        List<Item> products = exported(store, size, size);
        Item bad = products.get(place);
        poison.give.accept(store.store().faults(), bad);

        shop.price(products, "20.00");
        settle(store);

        assertThat(landed(store, "20.00")).isEqualTo(size - 1);
        assertThat(code(store, bad)).isEqualTo(poison.code);
        long extra = store.store().callCount() - 1;
        log.info("{} at {} of {}: {} calls more", poison, place, size, extra);
        assertThat(extra).as("calls: %s", store.store().calls()).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
    }

    /** Nothing is made twice: after a call without an answer each SKU of it is looked for before it is sent again. */
    @ParameterizedTest(name = "{0} at {1} of {2}")
    @MethodSource("places")
    void costsAtMostTenCallsMoreAmongCreates(Poison poison, int place, int size) {
        Connected store = shop.connect("\"batchSize\":100");
        batchesOf(store, size);
        List<Item> products = shop.products(size);
        Item bad = products.get(place);
        poison.give.accept(store.store().faults(), bad);

        shop.startExport(store, products);
        settle(store);

        assertThat(store.store().productCount()).isEqualTo(size - 1);
        assertThat(code(store, bad)).isEqualTo(poison.code);
        assertThat(store.store().writes().stream()
                        .filter(write -> write.operation().equals("create"))
                        .map(SandboxWrite::sku))
                .as("made once")
                .hasSize(size - 1)
                .doesNotHaveDuplicates();
        long extra = store.store().callCount() - withoutPoison(size);
        log.info("a create that {} at {} of {}: {} calls more", poison, place, size, extra);
        assertThat(extra).as("calls: %s", store.store().calls()).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
    }

    /** What is new to a store is looked for by its SKU, fifty in one call; then all are made in one. */
    private static long withoutPoison(int size) {
        return (size + 49) / 50 + 1L;
    }

    @Test
    void landsAllButThreeOfThreeHundred() {
        Connected store = shop.connect("\"batchSize\":100");
        List<Item> products = exported(store, 300, 100);
        Poison.BREAKS_THE_CALL.give.accept(store.store().faults(), products.get(41));
        Poison.STALLS_THE_CALL.give.accept(store.store().faults(), products.get(160));
        Poison.IS_REFUSED.give.accept(store.store().faults(), products.get(299));

        shop.price(products, "20.00");
        settle(store);

        assertThat(landed(store, "20.00")).isEqualTo(297);
        assertThat(shop.deadLetters(store, "")).hasSize(3);
        assertThat(code(store, products.get(41))).isEqualTo("no_clear_answer");
        assertThat(code(store, products.get(160))).isEqualTo("no_clear_answer");
        assertThat(code(store, products.get(299))).isEqualTo("product_invalid_name");
        await().until(() -> shop.health(store).path("state").asText().equals("ok"));
        long extra = store.store().callCount() - 3;
        log.info("three poisons in 300: {} calls more", extra);
        assertThat(extra).isLessThanOrEqualTo(3 * MOST_EXTRA_CALLS);
    }

    /** Products that the store shows. @param size of the batches from now on */
    private List<Item> exported(Connected store, int count, int size) {
        List<Item> products = shop.products(count);
        shop.startExport(store, products);
        settle(store);
        batchesOf(store, size);
        store.store().clearCalls();
        return products;
    }

    private void batchesOf(Connected store, int size) {
        jdbc.sql("UPDATE connection SET current_batch_size = :size WHERE id = :id")
                .param("size", size)
                .param("id", store.id())
                .update();
    }

    /** Until nothing is pending, the store was asked for the last time, and no call that was given up is running there. */
    private void settle(Connected store) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long calls = store.store().callCount();
                    if (isOwed(store) || store.store().callsUnderWay() > 0) {
                        turnWhileNothingRuns(calls, store);
                        return false;
                    }
                    return true;
                });
    }

    private void turnWhileNothingRuns(long calls, Connected store) {
        if (jdbc.sql("SELECT count(*) FROM claim").query(Long.class).single() == 0
                && calls == store.store().callCount()) {
            clock.turn(Duration.ofSeconds(20));
        }
    }

    /** In one look: between two, events may have become rows. */
    private boolean isOwed(Connected store) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM woocommerce_product_sync WHERE connection_id = :id AND wanted > synced)
                            OR EXISTS (SELECT 1 FROM connection WHERE id = :id AND hold_reason IS NOT NULL)
                            OR EXISTS (SELECT 1 FROM product_event)
                        """).param("id", store.id()).query(Boolean.class).single();
    }

    private static long landed(Connected store, String price) {
        return store.store().products().stream()
                .filter(product -> product.path("regular_price").asText().equals(price))
                .count();
    }

    private String code(Connected store, Item product) {
        return jdbc.sql("""
                        SELECT code FROM dead_letter WHERE connection_id = :id AND product_id = :product AND state = 'open'
                        """)
                .param("id", store.id())
                .param("product", product.id())
                .query(String.class)
                .optional()
                .orElse("");
    }
}
