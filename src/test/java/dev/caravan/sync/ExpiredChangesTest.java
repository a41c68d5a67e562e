package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.settle.ExpiredChanges;
import dev.caravan.testing.Api;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Changes that wait too long for a store that is unwell as long become dead letters, where a setting says so. */
@MatrixWorld
@DirtiesContext // its quick timers would run beside all later tests
@ExtendWith({CloseShop.class, OutputCaptureExtension.class})
@TestPropertySource(properties = {"caravan.sync.give-up-after=48h", "caravan.sync.request-timeout=20s"})
class ExpiredChangesTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MatrixClock clock;

    @Autowired
    ExpiredChanges givingUp;

    @Autowired
    MeterRegistry meters;

    @Test
    void keepsThemWaitingUntilThenAndTellsAfterwards(CapturedOutput output) {
        Connected store = shop.connect();
        List<Item> products = shop.products(3);
        shop.export(store, products);
        fallIll(store, products, "20.00");
        double before = meters.counter("caravan.deliveries.given.up").count();

        passes(store, Duration.ofHours(47));
        assertThat(shop.deadLetters(store, "&state=all")).isEmpty();
        assertThat(shop.status(store, products.get(0))).isEqualTo("pending");
        passes(store, Duration.ofHours(2));

        JsonNode letters = shop.deadLetters(store, "");
        assertThat(letters).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.path("code").asText()).isEqualTo("store_unwell");
            assertThat(letter.path("operation").asText()).isEqualTo("update");
            assertThat(letter.path("message").asText())
                    .contains(
                            "since " + shop.health(store).path("since").asText().substring(0, 16))
                    .contains("unreachable", "48 h", "replay");
        });
        JsonNode group = api.get(Shop.PATH + "/dead-letters/groups?connectionId=" + store.id())
                .expect(200)
                .json()
                .at("/data/0");
        assertThat(group.path("code").asText()).isEqualTo("store_unwell");
        assertThat(group.path("count").asInt()).as("%s", group).isEqualTo(3);
        JsonNode line = shop.logs(store, "&productId=" + products.get(0).id()).path(0);
        assertThat(line.toString()).contains("error", "store_unwell");
        assertThat(meters.counter("caravan.deliveries.given.up").count()).isEqualTo(before + 3);
        assertThat(output).contains("Dead-lettered 3 change(s) that have waited for " + store.name());
        assertThat(shop.stats(store).path("pendingProducts").asInt()).isZero();
    }

    @Test
    void sendsNothingOfThemUntilAReplayOrANewChange() {
        Connected down = shop.connectKept("");
        List<Item> products = shop.products(4);
        shop.export(down, products);
        fallIll(down, products.subList(0, 3), "20.00");
        passes(down, Duration.ofHours(49));
        assertThat(shop.deadLetters(down, "")).hasSize(3);

        Connected store = shop.startAgain(down);
        clock.turn(Duration.ofHours(2));
        Shop.awaitUntil(() -> shop.health(store).path("state").asText().equals("ok"));
        shop.awaitAllBefore(store, products.get(3));
        assertThat(store.pushCalls()).allMatch(call -> call.updates() == 1);
        assertThat(store.field(products.get(0).sku(), "regular_price")).isEqualTo("10");

        shop.price(products.get(1), "30.00");
        shop.awaitField(store, products.get(1), "regular_price", "30.00");
        shop.awaitStatus(store, products.get(1), "synced");
        assertThat(shop.deadLetters(store, "&productId=" + products.get(1).id()))
                .as("closed by itself")
                .isEmpty();
        long letter = shop.deadLetters(store, "&productId=" + products.get(0).id())
                .at("/0/id")
                .asLong();
        api.post(Shop.PATH + "/dead-letters/" + letter + "/replay", "").expect(200);
        shop.awaitField(store, products.get(0), "regular_price", "20.00");

        assertThat(shop.status(store, products.get(2))).isEqualTo("error");
        assertThat(store.field(products.get(2).sku(), "regular_price")).isEqualTo("10");
    }

    @Test
    void givesEachChangeItsOwnTime() {
        Connected store = shop.connect();
        List<Item> products = shop.products(2);
        shop.export(store, products);
        fallIll(store, products.subList(0, 1), "20.00");
        passes(store, Duration.ofHours(30));
        shop.price(products.subList(1, 2), "20.00");
        shop.awaitStatus(store, products.get(1), "pending");

        passes(store, Duration.ofHours(20));
        assertThat(shop.status(store, products.get(0))).isEqualTo("error");
        assertThat(shop.status(store, products.get(1))).isEqualTo("pending");

        passes(store, Duration.ofHours(30));
        assertThat(shop.status(store, products.get(1))).isEqualTo("error");
    }

    @Test
    void leavesAPausedStoreAlone() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        shop.price(product, "20.00");
        shop.awaitStatus(store, product, "pending");

        clock.turn(Duration.ofHours(49));
        givingUp.abandon();

        assertThat(shop.deadLetters(store, "&state=all")).isEmpty();
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
        shop.awaitField(store, product, "regular_price", "20.00");
    }

    /** While Caravan was not running nobody asked the store: it may be well. */
    @Test
    void asksAStoreFirstWhoseHoldIsOver() {
        Connected down = shop.connectKept("");
        Item product = shop.product();
        shop.export(down, product);
        fallIll(down, List.of(product), "20.00");

        Connected store = shop.startAgain(down);
        clock.turn(Duration.ofHours(49));
        givingUp.abandon();

        shop.awaitField(store, product, "regular_price", "20.00");
        assertThat(shop.deadLetters(store, "&state=all")).isEmpty();
    }

    @Test
    void givesUpImagesAndDeletionsToo() {
        Connected store = shop.connect("\"onDelete\":\"delete\"");
        long image = api.post("/assets", "{\"url\":\"https://cdn.example/given-up.jpg\"}")
                .expect(201)
                .id();
        Item shirt = shop.product("\"assets\":[" + image + "]");
        Item gone = shop.product();
        String address = "https://cdn.example/given-up.jpg";
        store.store().faults().brokenImage(address, "Error getting remote image " + address + ". Error: Not Found");
        shop.export(store, shirt, gone);
        Shop.awaitUntil(() -> pending(store, "images") == 1 && attempts(store) == 1);
        shop.shutDown(store);
        shop.delete(gone);
        Shop.awaitUntil(() -> pending(store, "main") == 1);
        clock.turn(Duration.ofMinutes(1));
        shop.awaitHold(store, "unreachable");

        passes(store, Duration.ofHours(49));

        JsonNode ofImages = shop.deadLetters(store, "&lane=images");
        assertThat(ofImages).hasSize(1);
        assertThat(ofImages.at("/0/code").asText()).isEqualTo("store_unwell");
        assertThat(ofImages.at("/0/productId").asLong()).isEqualTo(shirt.id());
        JsonNode ofProducts = shop.deadLetters(store, "&lane=main");
        assertThat(ofProducts).hasSize(1);
        assertThat(ofProducts.at("/0/operation").asText()).isEqualTo("delete");
        assertThat(ofProducts.at("/0/productId").asLong()).isEqualTo(gone.id());
    }

    @Test
    void worksThroughManyInPortionsAndEndsTheirExport() {
        Connected store = shop.connect();
        shop.shutDown(store);
        Api.Answer started = shop.startExport(store, shop.products(2_300)).expect(202);
        shop.awaitHold(store, "unreachable");

        passes(store, Duration.ofHours(49));

        Shop.awaitUntil(() -> pending(store, "main") == 0); // the timer has a part of them in hand
        assertThat(jdbc.sql("SELECT count(*) FROM dead_letter WHERE connection_id = :id AND operation = 'create'")
                        .param("id", store.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2_300);
        JsonNode export = api.get(
                        Shop.PATH + "/exports/" + started.json().path("id").asText())
                .expect(200)
                .json();
        assertThat(export.path("state").asText()).as("%s", export).isEqualTo("done");
        assertThat(export.path("failed").asInt()).isEqualTo(2_300);
    }

    /** The store is down, and the changes wait for it. */
    private void fallIll(Connected store, List<Item> products, String price) {
        shop.shutDown(store);
        shop.price(products, price);
        Shop.awaitUntil(() -> pending(store, "main") == products.size());
        shop.awaitHold(store, "unreachable");
    }

    /** A time in which the store was asked in vain, the last time just now; what is to be given up then is given up. */
    private void passes(Connected store, Duration time) {
        clock.turn(time);
        Shop.awaitUntil(() -> jdbc.sql("SELECT hold_until > :now FROM connection WHERE id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", store.id())
                .query(Boolean.class)
                .single());
        givingUp.abandon();
        // the timer may have begun to give up as well: who does so holds the connection until it is done
        jdbc.sql("SELECT id FROM connection WHERE id = :id FOR UPDATE")
                .param("id", store.id())
                .query(Long.class)
                .single();
    }

    private int pending(Connected store, String lane) {
        return jdbc.sql("""
                        SELECT count(*) FROM woocommerce_product_sync
                        WHERE connection_id = :id AND lane = :lane AND wanted > synced""")
                .param("id", store.id())
                .param("lane", lane)
                .query(Integer.class)
                .single();
    }

    private int attempts(Connected store) {
        return jdbc.sql("SELECT max(attempts) FROM woocommerce_product_sync WHERE connection_id = :id")
                .param("id", store.id())
                .query(Integer.class)
                .single();
    }
}
