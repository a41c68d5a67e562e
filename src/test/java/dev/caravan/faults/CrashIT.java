package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.Sale.Connected;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
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
 * Caravan and its database are killed, cut off and paused under load, as real processes; docs/reliability.md says what is
 * promised. The tests share what takes long to start, and each has stores and products of its own.
 */
@Tag("faults")
@EnabledOnOs({OS.LINUX, OS.MAC})
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {

    /** From readiness after a crash to the first delivery. */
    private static final Duration DELIVERS_AGAIN_WITHIN = Duration.ofSeconds(10);

    /** An API call ends so soon while the database is away, one way or the other. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static World world;

    @BeforeAll
    static void start(World shared) {
        world = shared;
        if (!world.scale.isLong()) {
            world.startSecond(); // takes part in the first test as soon as it is there
        }
    }

    /** Fault 3. */
    @Test
    @Order(1)
    void aStoreThatLosesTheAnswersToAllCreatesHasEachProductOnce() {
        int products = world.scale.of(100, 1_000);
        Insisting calls = new Insisting(world.first);
        try (Sale sale = new Sale(calls, "F3", world.shops.take(1));
                Load load = new Load(calls, "F3", world.random("F3"))) {
            Connected store = sale.stores().get(0);
            int before = store.before().products().size();
            store.shop().faults("{\"always\":{\"fault\":{\"type\":\"drop\",\"applied\":true},\"scope\":\"creates\"}}");
            load.make(products, false);
            await("every create applied, none answered")
                    .atMost(PATIENCE)
                    .until(() -> store.shop().all("products?status=any").size() >= before + products);
            store.shop().faults("{}");
            sale.awaitQuiet(PATIENCE);

            assertThat(sale.differences()).isEmpty();
            assertThat(sale.stats(store).path("syncedProducts").asInt())
                    .as("linked, with the last one of the test")
                    .isEqualTo(products + 1);
            world.say("3", "creates applied, every answer lost; doubled or not linked", "%d; 0", products);
        }
    }

    /** Fault 7. */
    @Test
    @Order(2)
    void aHolderThatWakesUpAfterItsLeaseSettlesAndOverwritesNothing() throws Exception {
        Node second = world.second();
        try (PausedHolder fault = new PausedHolder(world, second, world.shops.take(1))) {
            fault.pauseAndWake(world.scale.of(2, 20));
        }
        second.close(); // it would help the first in what follows
    }

    /** Fault 2. */
    @Test
    @Order(3)
    void caravanHealsWhenItsDatabaseIsKilledOrCutsItOff() throws Exception {
        Random random = world.random("F2");
        Insisting calls = new Insisting(world.first);
        int kills = world.scale.of(1, 5);
        int changes = world.scale.of(400, 5_000);
        long warned = warnings();
        try (Sale sale = new Sale(calls, "F2", world.shops.take(2));
                Load load = new Load(calls, "F2", random)) {
            slow(sale, 50, 5);
            load.make(world.scale.of(40, 300), true);
            load.start(changes);
            long cut = 0;
            for (int i = 0; i < kills; i++) {
                awaitRandomMoment(load, changes, kills, i, random);
                cut += cutTransactions();
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
                world.postgres.kill();
                if (i == 0) {
                    awaitUnavailable(calls);
                } else {
                    LockSupport.parkNanos(
                            Duration.ofMillis(100 + random.nextInt(8_000)).toNanos());
                }
                world.postgres.restart();
            }
            await().atMost(PATIENCE).until(load::isOver);
            sale.awaitQuiet(PATIENCE);

            assertThat(load.lostFrom(sale.catalogue())).isEmpty();
            assertThat(sale.differences()).isEmpty();
            assertThat(calls.count(0)).as("calls without an answer").isZero();
            assertThat(calls.count(503)).as("calls while the database was away").isPositive();
            assertThat(calls.longest()).isLessThan(ANSWERS_WITHIN);
            world.say("2", "kills of PostgreSQL, transactions cut off, changes", "%d, %d, %d", kills, cut, changes);
            world.say("2", "answers by status", "%s; the longest wait %s", calls.answers(), seconds(calls.longest()));
            world.say("2", "warnings and errors in the log", "%d", warnings() - warned);
        }
    }

    /** Also for a caller who would have to be looked up first: without the database nobody knows that he is a stranger. */
    private static void awaitUnavailable(Insisting calls) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(world.first.program().uri("/products"))
                .timeout(ANSWERS_WITHIN)
                .header("Authorization", "Basic bm9ib2R5Om5vYm9keQ==") // nobody:nobody
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        await("a change answered with 503").atMost(ANSWERS_WITHIN).until(() -> calls.count(503) > 0);
    }

    private static long warnings() {
        return world.first.program().output().stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .count();
    }

    private static long cutTransactions() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(world.postgres::cutTransactions, cut -> cut > 0);
    }

    /** Fault 1. The long form has the default leases and the embedded database. */
    @Test
    @Order(4)
    void nothingIsLostDoubledOrBackwardsWhenCaravanIsKilledUnderLoad() throws Exception {
        Random random = world.random("F1");
        Node node = world.scale.isLong() ? world.alone("killed") : world.first;
        Insisting calls = new Insisting(node);
        int kills = world.scale.of(2, 20);
        int changes = world.scale.of(400, 10_000);
        try (Sale sale = new Sale(calls, "F1", world.shops.take(world.scale.of(2, 5)));
                Load load = new Load(calls, "F1", random)) {
            slow(sale, 50, 5);
            load.make(world.scale.of(40, 500), true);
            load.start(changes);
            List<String> waits = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                awaitRandomMoment(load, changes, kills, i, random);
                node.program().kill();
                node.start();
                waits.add(seconds(awaitDelivery(sale)));
            }
            await().atMost(PATIENCE).until(load::isOver);
            long began = System.nanoTime();
            sale.awaitQuiet(PATIENCE);
            Duration rest = Duration.ofNanos(System.nanoTime() - began);

            assertThat(load.lostFrom(sale.catalogue())).isEmpty();
            assertThat(sale.differences()).isEmpty();
            world.say("1", "kills of Caravan, changes", "%d, %d, answers %s", kills, changes, calls.answers());
            world.say("1", "readiness to the first delivery", "%s", waits);
            world.say("1", "the last change to nothing pending", "%s", seconds(rest));
        }
    }

    /** Fault 6. */
    @Test
    @Order(5)
    void aProductThatKillsCaravanIsADeadLetterAfterThreeRecoveries() throws Exception {
        Node small = world.another("small", "-Xmx160m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");
        try (small;
                DeadlyProduct fault = new DeadlyProduct(world, small, world.shops.take(1))) {
            fault.killsThreeTimesAndIsLeftOut();
        }
    }

    private static Duration awaitDelivery(Sale sale) {
        long ready = System.nanoTime();
        long writes = sale.writes();
        await("a delivery after the restart")
                .atMost(DELIVERS_AGAIN_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sale.writes() > writes);
        return Duration.ofNanos(System.nanoTime() - ready);
    }

    /** Somewhere in the first half of a part of the changes, so that the rest of them comes after the restart. */
    private static void awaitRandomMoment(Load load, int changes, int parts, int part, Random random) {
        int moment = part * (changes / parts) + random.nextInt(changes / parts / 2);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> load.done() >= moment);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100)).toNanos());
    }

    /** So that crashes find calls under way. */
    static void slow(Sale sale, int perCall, int perItem) {
        String latency = "{\"latency_per_call_ms\":%d,\"latency_per_item_ms\":%d}".formatted(perCall, perItem);
        sale.stores().forEach(store -> store.shop().faults(latency));
    }

    static String seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0 + " s";
    }
}
