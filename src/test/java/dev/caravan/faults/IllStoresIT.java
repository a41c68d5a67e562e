package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.faults.Sale.Connected;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What stores that are ill or busy cost the others: next to nothing. It is compared with the same load without trouble, in
 * turns in one run. The long form has the settings that Caravan has by default, and its embedded database.
 */
@Tag("faults")
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IllStoresIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What trouble may cost, in the long form; the few changes of the short one tell nothing of speed. */
    private static final double AT_MOST = 1.2;

    /** In the short form a call to the slow store takes so long: nobody waits for one, however slow the machine is. */
    private static final int SLOW_CALL_MS = 1_000;

    /** An API call waits for no store. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    /** Each busy store has got more than this part of an even share at half-time; in turn, the last would have none. */
    private static final double SHARE = 1 / 3.0;

    private static World world;
    private static Node node;
    private static Insisting calls;

    @BeforeAll
    static void start(World shared) throws IOException {
        world = shared;
        node = world.scale.isLong() ? world.alone("ill") : world.first.startIfEnded();
        calls = new Insisting(node);
    }

    @Test
    @Order(1)
    void busyStoresGetOnEvenly() {
        int products = world.scale.of(500, 1_000);
        try (Sale sale = new Sale(calls, "EVEN", world.shops.take(10))) {
            sale.awaitQuiet(PATIENCE); // a store's route is made for its first work, one after the other
            SteadyChanges.make(calls, "EVEN", products);
            sale.awaitQuiet(PATIENCE);

            record Write(Connected store, Instant at) {}
            List<Write> writes = new ArrayList<>();
            for (Connected store : sale.stores()) {
                for (JsonNode write : store.shop().journal().path("writes")) {
                    if (write.path("sku").asText().startsWith("EVEN-0")) {
                        writes.add(new Write(
                                store, Instant.parse(write.path("applied_at").asText())));
                    }
                }
            }
            writes.sort(Comparator.comparing(Write::at));
            assertThat(writes).hasSize(10 * products);
            List<Write> half = writes.subList(0, writes.size() / 2);
            double least = sale.stores().stream()
                    .mapToLong(store -> half.stream()
                            .filter(write -> write.store().equals(store))
                            .count())
                    .min()
                    .orElseThrow();
            double share = least / (products / 2.0);
            world.say("fairness", "of an even share, what the last of 10 busy stores has at half-time", "%.2f", share);
            assertThat(share).isGreaterThanOrEqualTo(SHARE);
        }
    }

    @Test
    @Order(2)
    void manyDueRowsOfOneStoreDoNotDelayTheOneRowOfAnother() throws Exception {
        int many = world.scale.of(5_000, 500_000);
        try (Sale busy = new Sale(calls, "MANY", world.shops.take(1))) {
            Connected pending = busy.stores().get(0);
            pause(pending, true);
            SteadyChanges.make(calls, "MANY", many);
            await("all rows due").atMost(PATIENCE).until(() -> busy.pending(pending) == many);
            calls.json("PATCH", Sale.WOO + "/" + pending.id(), "{\"autoExport\":false}");
            pending.shop().faults("{\"latency_per_call_ms\":200}");
            Comparison compared = besideBusy(pending);

            compared.say(world, "fairness", "another store has pending " + many);
            assertThat(busy.pending(pending)).as("still pending").isPositive();
            mustCostLittle(compared, 50);
            compared.mustBeFlat();
        }
    }

    /** Changes in a store with few products, while another that has many pending is paused, and while it is served. */
    private static Comparison besideBusy(Connected pending) throws Exception {
        try (Sale sale = new Sale(calls, "ONE", world.shops.take(1))) {
            SteadyChanges changes = SteadyChanges.of(calls, "ONE", 10);
            sale.awaitQuiet(PATIENCE);
            changes.go(seconds(2, 15)); // warms up: of the API's 64 threads one comes with each call
            Comparison compared = new Comparison(node, changes, sale.stores());
            for (int pair = 0; pair < world.scale.of(1, 3); pair++) {
                compared.calm(seconds(2, 5));
                pause(pending, false);
                long before = pending.shop().writes();
                compared.troubled(seconds(2, 5));
                assertThat(pending.shop().writes()).as("it was busy").isGreaterThan(before);
                pause(pending, true);
            }
            return compared;
        }
    }

    /** Fault 4. */
    @Test
    @Order(3)
    void theWellOnesNoticeNothingOfThreeThatAreIll() throws Exception {
        Insisting client = new Insisting(node);
        try (Sale sale = new Sale(calls, "F4", world.shops.take(10))) {
            SteadyChanges changes = SteadyChanges.of(client, "F4", world.scale.of(40, 200));
            sale.awaitQuiet(PATIENCE);
            IllStores stores =
                    new IllStores(sale, calls, world.scale.of(5_000, 60_000), world.scale.of(SLOW_CALL_MS, 5_000));
            Comparison compared = new Comparison(node, changes, stores.well);
            changes.go(seconds(2, 8)); // warms up
            compared.calm(seconds(3, 20));
            for (int round = 0; round < world.scale.of(1, 2); round++) {
                stores.fallIll();
                compared.troubled(seconds(8, 57)); // in the long form one call hangs all the time
                stores.recover();
                sale.awaitQuiet(PATIENCE); // else what has piled up is brought meanwhile, and that is no calm
                compared.calm(seconds(3, 20));
            }
            sale.awaitQuiet(PATIENCE);

            compared.say(world, "4", "three stores ill");
            mustCostLittle(compared, 95);
            compared.mustBeFlat();
            assertThat(sale.differences()).isEmpty();
            for (Connected store : sale.stores()) {
                assertThat(everDead(store))
                        .as("dead letters of " + store.shop())
                        .isZero();
            }
            assertThat(client.answers()).as("answers by status").containsOnlyKeys(200);
            assertThat(client.longest()).isLessThan(ANSWERS_WITHIN);
        }
    }

    private static void mustCostLittle(Comparison compared, int percent) {
        if (world.scale.isLong()) {
            assertThat(compared.ratio(percent)).isLessThanOrEqualTo(AT_MOST);
        }
        assertThat(compared.troubledDelays().percentile(95)).isLessThan(SLOW_CALL_MS);
    }

    private static long everDead(Connected store) {
        String path = "/integration/woocommerce/dead-letters?state=all&connectionId=" + store.id();
        JsonNode total = calls.json("GET", path, null).at("/pagination/total");
        assertThat(total.isNumber()).isTrue();
        return total.asLong();
    }

    private static void pause(Connected store, boolean pause) {
        calls.json("POST", Sale.WOO + "/" + store.id() + (pause ? "/pause" : "/resume"), "{}");
    }

    private static Duration seconds(int inShort, int inLong) {
        return Duration.ofSeconds(world.scale.of(inShort, inLong));
    }
}
