package dev.caravan.sync;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/** The running program with two stores, for many runs one after the other. */
final class InterleavingsWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration JUMP_BACK = Duration.ofHours(-1);

    final Shop shop;
    final Api api;
    final List<Connected> stores;
    /** The attribute in which variants differ: global in the first store, custom in the second. */
    final long size;

    final String sizeName;
    private final JdbcClient jdbc;
    private final MatrixClock clock;
    private final InterleavingsCrash crash;
    private final ActiveClaims active;

    /** As the tests of the matrix have it. */
    @MatrixWorld
    private static final class Program {}

    private InterleavingsWorld(ApplicationContext context) {
        shop = context.getBean(Shop.class);
        api = context.getBean(Api.class);
        jdbc = context.getBean(JdbcClient.class);
        clock = context.getBean(MatrixClock.class);
        crash = context.getBean(InterleavingsCrash.class);
        active = context.getBean(ActiveClaims.class);
        stores = List.of(
                shop.connect("\"onDelete\":\"delete\""), shop.connect("\"onDelete\":\"draft\",\"batchSize\":2"));
        sizeName = "Interleaved size " + stores.get(0).id();
        stores.get(0).store().seedAttribute(sizeName);
        size = api.post("/attributes", "{\"name\":\"" + sizeName + "\",\"type\":\"text\"}")
                .expect(201)
                .id();
    }

    static InterleavingsWorld open() {
        return new InterleavingsWorld(
                new TestContextManager(Program.class).getTestContext().getApplicationContext());
    }

    void close() {
        shop.close();
    }

    Connected store(InterleavingsStep step) {
        return stores.get(step.store());
    }

    void crash(Connected store) {
        crash.next(store.id());
    }

    int crashes() {
        return crash.count();
    }

    long calls() {
        return stores.stream().mapToLong(store -> store.store().callCount()).sum();
    }

    /** Without waiting for it. @return whether it is accepted */
    boolean export(Connected store, Shop.Item product) {
        Api.Answer answer = shop.startExport(store, List.of(product));
        mustBeAnswered(answer);
        return answer.status() < 300;
    }

    /** An answer that says no is one. */
    static Api.Answer mustBeAnswered(Api.Answer answer) {
        if (answer.status() >= 500) {
            throw new AssertionError("the API answered " + answer.status() + ": " + answer.text());
        }
        return answer;
    }

    void breathe(Duration time) {
        await().pollDelay(time).until(() -> true);
    }

    /** Only while no call runs: a store's time limit is real, and would be cut short. */
    void turn(Duration time) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(this::nothingRuns);
        clock.turn(time);
    }

    /** At any time: whatever waits or is under way must not take longer for it. */
    void jump() {
        clock.turn(JUMP_BACK);
    }

    private boolean nothingRuns() {
        return stores.stream().allMatch(store -> store.store().callsUnderWay() == 0) && active.alive().length == 0;
    }

    /** No more faults: time goes on until nothing is pending and nothing is given up. */
    void calm() {
        crash.noMore();
        stores.forEach(store -> store.store().faults().clear());
        stores.forEach(this::resume);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (isOwed()) {
                        if (nothingRuns()) {
                            clock.turn(STEP);
                        }
                        return false;
                    }
                    return !replayed();
                });
    }

    /** The next run begins without the products of this one: a mapping is for all that are linked. */
    void forget() {
        jdbc.sql("DELETE FROM woocommerce_product_sync").update();
    }

    void pause(Connected store) {
        mustBeAnswered(api.post(Shop.PATH + "/connections/" + store.id() + "/pause", ""));
    }

    void resume(Connected store) {
        mustBeAnswered(api.post(Shop.PATH + "/connections/" + store.id() + "/resume", ""));
    }

    private boolean isOwed() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM woocommerce_product_sync WHERE wanted > synced)
                            OR EXISTS (SELECT 1 FROM product_event) OR EXISTS (SELECT 1 FROM claim)
                        """).query(Boolean.class).single();
    }

    private boolean replayed() {
        boolean any = false;
        for (Connected store : stores) {
            for (JsonNode letter : shop.deadLetters(store, "")) {
                any = true;
                mustBeAnswered(api.post(
                        Shop.PATH + "/dead-letters/" + letter.path("id").asText() + "/replay", ""));
            }
        }
        return any;
    }

    /** What is left, for the message of a run that does not come to an end. */
    String left() {
        return "rows " + rows("""
                        SELECT connection_id, product_id, lane, intent, wanted, synced, due_at, lease_token, attempts,
                               batch_limit, error_code, look_first, recoveries
                        FROM woocommerce_product_sync WHERE wanted > synced ORDER BY id LIMIT 10
                        """)
                + ", holds " + rows("SELECT id, hold_reason, hold_until FROM connection WHERE hold_reason IS NOT NULL")
                + ", events " + rows("SELECT * FROM product_event ORDER BY id LIMIT 10")
                + ", claims " + rows("SELECT * FROM claim LIMIT 10")
                + ", alive " + List.of(active.alive())
                + ", calls "
                + stores.stream().map(store -> store.store().callsUnderWay()).toList()
                + ", dead letters "
                + stores.stream().map(store -> shop.deadLetters(store, "")).toList();
    }

    private List<Map<String, Object>> rows(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }
}
