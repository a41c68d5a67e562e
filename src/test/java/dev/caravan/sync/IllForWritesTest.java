package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Stores that read well and answer the probe, but die at writes: whose fault it is shows in the other writes. */
@SyncTest
class IllForWritesTest {

    /** Twice what a lone product may have, and two more. */
    private static final int TRIES = 8;

    @Autowired
    Shop shop;

    @Test
    void keepsProductsPendingWhileEveryWriteDies() {
        Connected store = shop.connect();
        List<Item> products = shop.products(4);
        shop.export(store, products);
        products.forEach(product -> store.store().faults().poisonSku(product.sku()));

        shop.price(products, "71.00");

        Shop.awaitUntil(() -> products.stream().allMatch(product -> tries(store, product) >= TRIES));
        assertThat(shop.deadLetters(store, "&state=all")).isEmpty();
        for (Item product : products) {
            JsonNode row = shop.row(store, product);
            assertThat(row.path("syncStatus").asText()).isEqualTo("pending");
            assertThat(row.path("errorMessage").asText()).isNotEmpty();
        }
        store.store().faults().clear();
        products.forEach(product -> shop.awaitField(store, product, "regular_price", "71.00"));
    }

    @Test
    void givesUpThePoisonsOnceAnotherWriteHasLanded() {
        Connected store = shop.connect();
        List<Item> products = shop.products(3);
        shop.export(store, products);
        List<Item> poisons = products.subList(0, 2);
        poisons.forEach(product -> store.store().faults().poisonSku(product.sku()));

        shop.price(poisons, "72.00");
        Shop.awaitUntil(() -> poisons.stream().allMatch(product -> tries(store, product) >= TRIES));
        assertThat(shop.deadLetters(store, "")).isEmpty();
        shop.price(products.get(2), "73.00");

        shop.awaitField(store, products.get(2), "regular_price", "73.00");
        poisons.forEach(product -> shop.awaitStatus(store, product, "error"));
        assertThat(shop.deadLetters(store, "")).hasSize(2);
    }

    @Test
    void givesUpALonePoisonThoughNothingElseIsWritten() {
        Connected store = shop.connect();
        Item poison = shop.product();
        shop.export(store, poison);
        store.store().faults().poisonSku(poison.sku());

        shop.price(poison, "74.00");

        shop.awaitStatus(store, poison, "error");
        assertThat(tries(store, poison)).as("the first, and twice three").isBetween(6, 7);
    }

    private int tries(Connected store, Item product) {
        return shop.logs(store, "&limit=100&productId=" + product.id() + "&syncStatus=pending")
                .size();
    }
}
