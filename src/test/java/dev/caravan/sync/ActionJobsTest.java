package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How actions are carried out: in portions, each once, whatever happens to those who do it. */
@SyncTest
class ActionJobsTest extends ActionCalls {

    private static final int SOME_PORTIONS = 1_200;

    @Autowired
    DataSource dataSource;

    @Autowired
    CamelContext camel;

    /** Each row was marked once for its export: the count of its wanted changes. */
    private List<Long> timesMarked(Connected store) {
        return jdbc.sql(
                        "SELECT DISTINCT wanted FROM woocommerce_product_sync WHERE connection_id = :id AND lane = 'main'")
                .param("id", store.id())
                .query(Long.class)
                .list();
    }

    private long items(Connected store) {
        return jdbc.sql("SELECT count(*) FROM export_item WHERE connection_id = :id")
                .param("id", store.id())
                .query(Long.class)
                .single();
    }

    @Test
    void manyPortionsAreCarriedOutAndCancelledInTheMiddle() {
        Connected store = shop.connect("\"batchSize\":10");
        Named products = named(SOME_PORTIONS);
        store.store().faults().latencyPerCall(Duration.ofMillis(300));
        String begun = begin("export", matching(products), store);
        Shop.awaitUntil(
                () -> linked(store) == SOME_PORTIONS && job(begun).path("done").asInt() > 0);
        JsonNode running = job(begun);
        assertThat(running.path("total").asInt()).isEqualTo(SOME_PORTIONS);
        assertThat(running.path("perSecond").asDouble()).isPositive();

        api.delete(begun).expect(200);
        store.store().faults().clear();
        JsonNode end = await(begun, "cancelled");

        shop.awaitQuiet(store);
        assertThat(end.path("done").asInt()).isBetween(1, SOME_PORTIONS - 1);
        assertThat(linked(store)).isEqualTo(store.store().productCount()).isLessThan(SOME_PORTIONS);
        assertThat(api.delete(begun).expect(200).json().path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    void aStepThatFailsIsUndoneAsAWholeAndTakenAgain() {
        Connected store = shop.connect();
        pause(store);
        Named products = named(SOME_PORTIONS);
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(TestDatabase.asOwner(((HikariDataSource) dataSource).getJdbcUrl())));
        owner.sql("""
                CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'the process ends just before the commit';
                END
                $$""").update();
        owner.sql("""
                CREATE CONSTRAINT TRIGGER break_off AFTER UPDATE ON action_job DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.portion = 2 AND OLD.portion = 1) EXECUTE FUNCTION break_off()""").update();
        String begun;
        try {
            begun = begin("export", matching(products), store);
            Shop.awaitUntil(
                    () -> jdbc.sql("SELECT due_at > changed_at + interval '900 ms' FROM action_job") // it was put off
                            .query(Boolean.class)
                            .single());
            assertThat(linked(store)).isEqualTo(500); // nothing of the second portion
            assertThat(job(begun).path("state").asText()).isEqualTo("running");
        } finally {
            owner.sql("DROP TRIGGER break_off ON action_job").update();
            owner.sql("DROP FUNCTION break_off").update();
        }

        Shop.awaitUntil(() -> linked(store) == SOME_PORTIONS);
        assertThat(timesMarked(store)).containsExactly(1L);
        assertThat(items(store)).isEqualTo(SOME_PORTIONS);
    }

    @Test
    void severalProcessesCarryOneActionOutAndTakeEachRowOnce() {
        List<Connected> stores = List.of(shop.connect(), shop.connect(), shop.connect());
        stores.forEach(this::pause);
        Named products = named(SOME_PORTIONS);
        List<CompletableFuture<Void>> processes = new ArrayList<>();

        String begun = begin("export", matching(products), stores.toArray(Connected[]::new));
        for (int i = 0; i < 4; i++) {
            processes.add(CompletableFuture.runAsync(() -> {
                try (var template = camel.createProducerTemplate()) {
                    template.sendBody("bean:actionWork?method=carryOn", null);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }
        processes.forEach(CompletableFuture::join);

        Shop.awaitUntil(() -> stores.stream().allMatch(store -> linked(store) == SOME_PORTIONS));
        assertThat(stores).allSatisfy(store -> {
            assertThat(timesMarked(store)).containsExactly(1L);
            assertThat(items(store)).isEqualTo(SOME_PORTIONS);
        });
        assertThat(job(begun).path("total").asInt()).isEqualTo(3 * SOME_PORTIONS);
        api.delete(begun).expect(200);
        await(begun, "cancelled");
        assertThat(stores).allSatisfy(store -> assertThat(linked(store)).isZero());
    }

    @Test
    void theProductsAreThoseThatMatchWhenItBegins() {
        Connected store = shop.connect();
        Named products = named(4);
        shop.export(store, products.items());
        Item later = products.items().get(3);
        pause(store);
        String notThere = "\"filter\":{\"search\":\"" + products.word() + "\",\"status\":\"in_sync\",\"connectionId\":"
                + store.id() + "}";
        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET error_code = 'x' WHERE connection_id = :id AND product_id = :product")
                .param("id", store.id())
                .param("product", later.id())
                .update();

        String begun = begin("push", notThere, store);
        jdbc.sql(
                        "UPDATE woocommerce_product_sync SET error_code = NULL WHERE connection_id = :id AND product_id = :product")
                .param("id", store.id())
                .param("product", later.id())
                .update();

        Shop.awaitUntil(() -> shop.stats(store).path("pendingProducts").asInt() == 3);
        resume(store);
        JsonNode end = await(begun, "done"); // pushed products match no more while they are pending, and are taken once
        assertThat(end.path("products").asInt()).isEqualTo(3);
        assertThat(end.path("done").asInt()).isEqualTo(3);
        assertThat(items(store)).isEqualTo(4 + 3);
    }

    @Test
    void aStoreThatGoesMeanwhileHoldsNothingUp() {
        Connected stays = shop.connect();
        Connected goes = shop.connect();
        pause(goes);
        List<Item> products = shop.products(3);
        String begun = begin("export", ids(products), stays, goes);
        Shop.awaitUntil(() -> linked(goes) == 3);

        api.delete(Shop.PATH + "/connections/" + goes.id()).expect(204);

        JsonNode end = await(begun, "done");
        assertThat(end.path("total").asInt()).isEqualTo(6);
        assertThat(end.path("done").asInt()).isEqualTo(3);
        assertThat(end.path("skipped").asInt()).isEqualTo(3);
    }

    @Test
    void fewRunAtATime() {
        Connected store = shop.connect();
        pause(store);
        String product = ids(List.of(shop.product()));
        List<String> begun = IntStream.range(0, 10)
                .mapToObj(i -> begin("export", product, store))
                .toList();

        JsonNode refused = api.post(ACTIONS, body("export", product, List.of(store), false))
                .expect(409)
                .json();
        assertThat(refused.path("detail").asText())
                .contains("10 actions are running")
                .contains("cancel one");
        JsonNode page = api.get(JOBS + "?limit=3&page=2").expect(200).json();
        assertThat(page.path("data")).hasSize(3);
        assertThat(page.path("pagination").path("total").asInt()).isEqualTo(10);

        api.delete(begun.get(9)).expect(200);
        await(begun.get(9), "cancelled");
        api.delete(begin("export", product, store)).expect(200);
    }

    @Test
    void oldOnesAreDeletedOnceTheyHaveEnded() {
        Connected store = shop.connect();
        String product = ids(List.of(shop.product()));
        String old = begin("export", product, store);
        await(old, "done");
        pause(store);
        String open = begin("export", product, store);
        jdbc.sql(
                        "UPDATE action_job SET created_at = created_at - interval '1 year', finished_at = finished_at - interval '1 year'")
                .update();

        Scheduled.prune(camel);

        api.get(old).expect(404);
        assertThat(job(open).path("state").asText()).isEqualTo("running");
        assertThat(jdbc.sql("SELECT count(*) FROM action_portion")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
