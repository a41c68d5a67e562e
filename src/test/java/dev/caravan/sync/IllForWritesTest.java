package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** The store has no product yet by which it could be asked. */
    @Test
    void givesUpThePoisonsOnceAnotherWriteHasLanded() {
        Connected store = shop.connect();
        List<Item> poisons = shop.products(2);
        poisons.forEach(product -> store.store().faults().poisonSku(product.sku()));

        shop.startExport(store, poisons).expect(202);
        Shop.awaitUntil(() -> poisons.stream().allMatch(product -> tries(store, product) >= TRIES));
        assertThat(shop.deadLetters(store, "")).isEmpty();
        shop.export(store, shop.product());

        poisons.forEach(product -> shop.awaitStatus(store, product, "error"));
        assertThat(shop.deadLetters(store, "")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void givesUpAFewPoisonsWhereNothingElseChangesAfterAWriteThatChangesNothing(int count) {
        Connected store = shop.connect();
        List<Item> products = shop.products(count + 1);
        shop.export(store, products);
        Item healthy = products.get(count);
        List<Item> poisons = products.subList(0, count);
        poisons.forEach(product -> store.store().faults().poisonSku(product.sku()));
        String before = withoutTime(store, healthy);
        store.store().clearCalls();

        shop.price(poisons, "72.00");

        poisons.forEach(product -> shop.awaitStatus(store, product, "error"));
        poisons.forEach(product ->
                assertThat(tries(store, product)).as("not twice as often").isLessThanOrEqualTo(TRIES));
        List<SandboxWrite> writes = store.store().writes();
        assertThat(writes).as("once for all of them").hasSize(1);
        assertThat(writes.get(0).sku()).isEqualTo(healthy.sku());
        assertThat(writes.get(0).fields().size()).as("nothing but its id").isLessThanOrEqualTo(1);
        assertThat(withoutTime(store, healthy)).isEqualTo(before);
        assertThat(shop.status(store, healthy)).isEqualTo("synced");
        JsonNode line = shop.logs(store, "&productId=" + healthy.id()).path(0);
        assertThat(line.path("errorMessage").asText()).as("%s", line).contains("Written without a change");
    }

    @Test
    void keepsTwoProductsPendingWhileEveryWriteDies() {
        Connected store = shop.connect();
        List<Item> products = shop.products(4);
        shop.export(store, products);
        products.forEach(product -> store.store().faults().poisonSku(product.sku()));
        List<Item> changed = products.subList(0, 2);

        shop.price(changed, "75.00");

        Shop.awaitUntil(() -> changed.stream().allMatch(product -> tries(store, product) >= TRIES));
        assertThat(shop.deadLetters(store, "&state=all")).isEmpty();
        for (Item asked : products.subList(2, 4)) {
            assertThat(shop.status(store, asked))
                    .as("nothing is pending for it")
                    .isEqualTo("synced");
        }
        store.store().faults().clear();
        changed.forEach(product -> shop.awaitField(store, product, "regular_price", "75.00"));
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

    private static String withoutTime(Connected store, Item product) {
        return store.shows(product)
                .orElseThrow()
                .deepCopy()
                .without(List.of("date_modified", "date_modified_gmt"))
                .toString();
    }
}
