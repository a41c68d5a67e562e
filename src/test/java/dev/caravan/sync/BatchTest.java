package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class BatchTest {

    @Autowired
    Shop shop;

    @Test
    void landsAllButTheProductThatTheStoreRefuses() {
        Connected store = shop.connect("\"batchSize\":100");
        List<Item> products = shop.products(100);
        Item bad = products.get(41);
        store.store().faults().refuseSku(bad.sku(), "product_invalid_name", "This name is not for sale");

        JsonNode answer = shop.export(store, products);

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(99);
        assertThat(answer.path("failedCount").asInt()).isEqualTo(1);
        assertThat(store.store().productCount()).isEqualTo(99);
        assertThat(store.pushes())
                .as("25, 37 and 38: batches grow while the store is quick")
                .isEqualTo(3);
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        JsonNode letter = shop.deadLetters(store, "").path(0);
        assertThat(letter.path("productId").asLong()).isEqualTo(bad.id());
        assertThat(letter.path("code").asText()).isEqualTo("product_invalid_name");
    }

    @Test
    void isolatesAProductThatKillsTheWholeCall() {
        Connected store = shop.connect("\"batchSize\":100");
        List<Item> products = shop.products(100);
        Item poison = products.get(73);
        store.store().faults().poisonSku(poison.sku());

        JsonNode answer = shop.export(store, products);

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(99);
        assertThat(answer.path("failedCount").asInt()).isEqualTo(1);
        assertThat(store.store().productCount()).isEqualTo(99);
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        assertThat(shop.deadLetters(store, "").path(0).path("productId").asLong())
                .isEqualTo(poison.id());
        // the hold of its last call ends when the store has answered another one
        await().until(() -> shop.health(store).path("state").asText().equals("ok"));
        assertThat(shop.stats(store).path("errorProducts").asInt()).isEqualTo(1);
    }

    @Test
    void isolatesAPoisonAmongUpdates() {
        Connected store = shop.connect("\"batchSize\":100");
        List<Item> products = shop.products(100);
        assertThat(shop.export(store, products).path("success").asBoolean()).isTrue();
        Item poison = products.get(7);
        store.store().faults().poisonSku(poison.sku());

        shop.price(products, "51.00");

        shop.awaitStatus(store, poison, "error");
        shop.awaitQuiet(store);
        assertThat(store.store().products())
                .filteredOn(p -> p.path("regular_price").asText().equals("51.00"))
                .hasSize(99);
        store.store().faults().clear();
        shop.price(poison, "52.00");
        shop.awaitField(store, poison, "regular_price", "52.00");
        shop.awaitStatus(store, poison, "synced");
    }

    @Test
    void keepsToTheBatchSizeOfTheConnection() {
        Connected store = shop.connect("\"batchSize\":7");
        List<Item> products = shop.products(30);

        shop.export(store, products);

        assertThat(store.store().productCount()).isEqualTo(30);
        assertThat(store.pushCalls()).hasSize(5).allMatch(call -> call.creates() <= 7);
    }

    @Test
    void neverSendsMoreThanAHundredAtOnceAndMixesKinds() {
        Connected store = shop.connect("\"batchSize\":100,\"onDelete\":\"delete\"");
        List<Item> products = shop.products(240);
        shop.export(store, Shop.some(products, 0, 120));
        shop.price(Shop.some(products, 0, 110), "53.00");
        shop.delete(products.get(119));
        shop.export(store, Shop.some(products, 120, 240));
        await().atMost(Shop.PATIENCE)
                .until(() -> store.store().productCount() == 239); // the event has to be carried first
        shop.awaitQuiet(store);

        assertThat(store.store().productCount()).isEqualTo(239);
        assertThat(store.pushCalls()).allMatch(call -> call.creates() + call.updates() + call.deletes() <= 100);
        assertThat(store.store().calls()).allMatch(call -> call.status() == 200);
    }
}
