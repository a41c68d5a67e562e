package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Mass deletion by mistake: the store keeps its products until an operator has said what it was. */
@SyncTest
@DirtiesContext // its quick timers would run beside all later tests
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "caravan.sync.mass-delete-share=0.2",
            "caravan.sync.mass-delete-wait=1s",
            "caravan.alert.check-every=200ms"
        })
class MassDeletionTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(strings = {"delete", "trash", "draft"})
    void keepsEveryProductUntilTheDeletionIsConfirmed(String onDelete, CapturedOutput output) {
        Connected store = shop.connect("\"onDelete\":\"" + onDelete + "\"");
        List<Item> products = shop.products(100);
        shop.export(store, products);
        List<Item> gone = Shop.some(products, 0, 30);

        shop.delete(gone);
        Shop.awaitUntil(() -> guard(store).path("held").asInt() == 30);
        shop.delete(products.get(30));
        Shop.awaitUntil(() -> guard(store).path("held").asInt() == 31);
        shop.awaitAllBefore(store, products.get(99));

        assertThat(products)
                .allSatisfy(product ->
                        assertThat(store.field(product.sku(), "status")).isEqualTo("publish"));
        assertThat(shop.row(store, gone.get(0)).path("dueAt").isNull()).isTrue();
        assertThat(guard(store).path("share").asDouble()).isEqualTo(0.31);
        assertThat(shop.stats(store).at("/deletionGuard/held").asInt()).isEqualTo(31);
        JsonNode held = api.get(path(store, "?limit=50")).expect(200).json();
        assertThat(held.at("/pagination/total").asInt()).isEqualTo(31);
        assertThat(held.at("/data/0/operation").asText()).isEqualTo(onDelete);
        Shop.awaitUntil(() -> alerts(store, "open").size() == 1);
        assertThat(output.getOut())
                .containsPattern("of 100 products of " + store.name() + " .connection " + store.id()
                        + "\\) were deleted within 60 s");

        JsonNode confirmed = api.post(path(store, "/confirm"), "").expect(200).json();

        assertThat(confirmed.path("confirmed").asInt()).isEqualTo(31);
        for (Item product : Shop.some(products, 0, 31)) {
            shop.awaitUnlinked(store, product);
        }
        assertThat(Shop.some(products, 0, 31))
                .allSatisfy(product -> assertThat(store.field(product.sku(), "status"))
                        .isEqualTo(onDelete.equals("delete") ? "" : onDelete));
        assertThat(Shop.some(products, 31, 100))
                .allSatisfy(product ->
                        assertThat(store.field(product.sku(), "status")).isEqualTo("publish"));
        assertThat(guard(store).isNull()).isTrue();
        Shop.awaitUntil(() -> alerts(store, "open").isEmpty());
        api.post(path(store, "/confirm"), "").expect(409);
    }

    @Test
    void takesItBackWithTheProducts() {
        Connected store = shop.connect("\"onDelete\":\"delete\"");
        List<Item> products = shop.products(50);
        shop.export(store, products);
        List<Item> gone = Shop.some(products, 0, 20);
        shop.delete(gone);
        Shop.awaitUntil(() -> guard(store).path("held").asInt() == 20);
        Shop.awaitUntil(() -> alerts(store, "open").size() == 1);

        gone.forEach(shop::restore);

        Shop.awaitUntil(() -> guard(store).isNull());
        shop.awaitQuiet(store);
        assertThat(store.store().writes()).noneMatch(write -> write.operation().equals("delete"));
        assertThat(gone)
                .allSatisfy(product -> assertThat(shop.status(store, product)).isEqualTo("synced"));
        Shop.awaitUntil(() -> alerts(store, "closed").size() == 1);

        shop.delete(gone.get(0));
        shop.awaitUnlinked(store, gone.get(0));
        assertThat(store.shows(gone.get(0))).isEmpty();
    }

    @Test
    void letsOneGoThatAnOperatorDeletesFromTheStore() {
        Connected store = shop.connect("\"onDelete\":\"delete\"");
        List<Item> products = shop.products(50);
        shop.export(store, products);
        shop.delete(Shop.some(products, 0, 20));
        Shop.awaitUntil(() -> guard(store).path("held").asInt() == 20);

        api.delete(Shop.PATH + "/connections/" + store.id() + "/products/"
                        + products.get(0).id())
                .expect(204);

        assertThat(store.shows(products.get(0))).isEmpty();
        assertThat(guard(store).path("held").asInt()).isEqualTo(19);
        api.delete(Shop.PATH + "/connections/" + store.id() + "/products/"
                        + products.get(1).id() + "?keep=true")
                .expect(204);
        assertThat(store.shows(products.get(1))).isPresent();
        assertThat(guard(store).path("held").asInt()).isEqualTo(18);
    }

    @Test
    void knowsOnlyTheAccountsOwnStores() {
        api.get(Shop.PATH + "/connections/999999/deletions").expect(404);
        api.post(Shop.PATH + "/connections/999999/deletions/confirm", "").expect(404);
        api.post(path(shop.connect(), "/confirm"), "").expect(409);
    }

    private JsonNode guard(Connected store) {
        return api.get(Shop.PATH + "/connections/" + store.id())
                .expect(200)
                .json()
                .path("deletionGuard");
    }

    private JsonNode alerts(Connected store, String state) {
        return api.get(Shop.PATH + "/alerts?kind=deletion_guard&state=" + state + "&connectionId=" + store.id())
                .expect(200)
                .json()
                .path("data");
    }

    private static String path(Connected store, String rest) {
        return Shop.PATH + "/connections/" + store.id() + "/deletions" + rest;
    }
}
