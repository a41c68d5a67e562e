package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class ProductLinkTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void carriesAChangeToTheStoreThatSellsTheProduct() {
        Connected store = shop.connect();
        Item product = shop.product();
        assertThat(shop.export(store, product).path("success").asBoolean()).isTrue();

        shop.price(product, "24.90");

        shop.awaitField(store, product, "regular_price", "24.90");
        shop.awaitStatus(store, product, "synced");
        assertThat(shop.row(store, product).path("lastModifiedFields"))
                .hasSize(1)
                .first()
                .hasToString("\"price\"");
    }

    @Test
    void carriesAChangeToEveryStoreThatSellsTheProduct() {
        List<Connected> stores = List.of(shop.connect(), shop.connect(), shop.connect());
        Item product = shop.product();
        stores.forEach(store -> shop.export(store, product));

        shop.change(product, "{\"name\":\"Better name\",\"stockQuantity\":7}");

        for (Connected store : stores) {
            shop.awaitField(store, product, "name", "Better name");
            shop.awaitField(store, product, "stock_quantity", "7");
            shop.awaitStatus(store, product, "synced");
        }
    }

    @Test
    void keepsAProductAwayFromStoresThatNeverGotIt() {
        Connected seller = shop.connect();
        Connected other = shop.connect();
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(seller, product);
        shop.export(other, sentinel);

        shop.price(product, "11.00");
        shop.awaitField(seller, product, "regular_price", "11.00");
        shop.awaitAllBefore(other, sentinel);

        assertThat(other.shows(product)).isEmpty();
        assertThat(shop.row(other, product).isMissingNode()).isTrue();
    }

    @Test
    void carriesAChangedAttribute() {
        long color = api.post("/attributes", "{\"name\":\"Colour of AutoSyncTest\",\"type\":\"text\"}")
                .expect(201)
                .id();
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);

        api.patch(
                        "/products/" + product.id() + "/attributes",
                        "{\"attributes\":[{\"attributeId\":%d,\"value\":\"Red\"}]}".formatted(color))
                .expect(200);

        Shop.awaitUntil(() -> option(store, product).equals("Red"));
        assertThat(attribute(store, product).path("name").asText()).isEqualTo("Colour of AutoSyncTest");
        assertThat(shop.row(store, product).path("lastModifiedFields").toString())
                .contains("Colour of AutoSyncTest");
    }

    @Test
    void carriesAChangedDefaultOfTheFamilyAndAnOwnValue() {
        long material = api.post("/attributes", "{\"name\":\"Material of AutoSyncTest\",\"type\":\"text\"}")
                .expect(201)
                .id();
        long family =
                api.post("/families", family(material, "Cotton")).expect(201).id();
        Connected store = shop.connect();
        Item product = shop.product("\"familyId\":" + family);
        shop.export(store, product);
        assertThat(option(store, product)).isEqualTo("Cotton");

        api.patch("/families/" + family, family(material, "Wool")).expect(200);
        Shop.awaitUntil(() -> option(store, product).equals("Wool"));

        api.patch(
                        "/products/" + product.id() + "/family-attributes",
                        "{\"attributes\":[{\"attributeId\":%d,\"value\":\"Silk\"}]}".formatted(material))
                .expect(200);
        Shop.awaitUntil(() -> option(store, product).equals("Silk"));
    }

    @Test
    void carriesChangedAssets() {
        long front = asset("front.jpg");
        long back = asset("back.jpg");
        Connected store = shop.connect();
        Item product = shop.product("\"assets\":[" + front + "]");
        shop.export(store, product);
        Shop.awaitUntil(() -> images(store, product).size() == 1);

        shop.change(product, "{\"assets\":[" + back + "," + front + "]}");

        Shop.awaitUntil(() -> images(store, product).size() == 2);
        assertThat(images(store, product).path(0).path("name").asText()).isEqualTo("back.jpg");
        shop.awaitStatus(store, product, "synced");
    }

    @Test
    void sendsNoProductWhoseAutomaticSyncIsOffUntilItIsOnAgain() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(store, product, sentinel);
        autoSync(store, product, false);

        shop.price(product, "12.00");
        shop.awaitAllBefore(store, sentinel);

        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
        JsonNode row = shop.row(store, product);
        assertThat(row.path("autoSync").asBoolean()).isFalse();
        assertThat(row.path("lastModifiedFields").toString()).isEqualTo("[\"price\"]");

        autoSync(store, product, true);
        shop.awaitField(store, product, "regular_price", "12.00");
    }

    @Test
    void sendsNothingToAStoreWhoseAutomaticSyncIsOffUntilItIsOnAgain() {
        Connected off = shop.connect("\"autoSync\":false");
        Connected on = shop.connect();
        Item product = shop.product();
        Item unchanged = shop.product();
        shop.export(off, product, unchanged);
        shop.export(on, product);
        off.store().clearCalls();

        shop.price(product, "13.00");
        shop.awaitField(on, product, "regular_price", "13.00");
        shop.awaitAllBefore(on, product);

        assertThat(off.pushes()).isZero();
        assertThat(shop.row(off, product).path("lastModifiedFields").toString()).isEqualTo("[\"price\"]");

        shop.configure(off, "{\"autoSync\":true}");
        Shop.awaitUntil(() -> off.field(product.sku(), "regular_price").endsWith(".07"));
        shop.awaitQuiet(off);
        assertThat(off.store().writes()).hasSize(1);
    }

    @Test
    void exportsNewCompleteProductsByItselfAndIncompleteOnesWhenTheyBecomeComplete() {
        Connected store = shop.connect("\"autoExport\":true");

        Item draft = shop.incompleteProduct();
        Item complete = shop.product();

        Shop.awaitUntil(() -> store.shows(complete).isPresent());
        shop.awaitStatus(store, complete, "synced");
        assertThat(store.shows(draft)).isEmpty();
        assertThat(shop.row(store, draft).isMissingNode()).isTrue();

        shop.change(draft, "{\"status\":\"complete\"}");

        Shop.awaitUntil(() -> store.shows(draft).isPresent());
        assertThat(store.field(draft.sku(), "status")).isEqualTo("publish");
    }

    @Test
    void makesFewWritesOfABurstOfChangesAndTheLastStateWins() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();
        store.store().faults().latencyPerCall(Duration.ofMillis(100)); // a quick WooCommerce

        IntStream.rangeClosed(1, 1_000).forEach(n -> shop.price(product, n + ".01"));

        shop.awaitField(store, product, "regular_price", "1000.01");
        shop.awaitStatus(store, product, "synced");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("1000.01");
        assertThat(store.pushes()).isLessThanOrEqualTo(100);
    }

    @Test
    void callsNoStoreForAChangeThatChangesNothingThere() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(store, product, sentinel);
        store.store().clearCalls();

        shop.price(product, "10.0"); // the same price
        shop.change(product, "{\"name\":\"Product " + product.sku() + "\"}");
        shop.change(product, "{\"price\":\"99.00\"}");
        shop.change(product, "{\"price\":\"10.00\"}"); // mostly taken back before it was sent
        shop.awaitAllBefore(store, sentinel);
        shop.awaitStatus(store, product, "synced");
        store.store().clearCalls();
        shop.price(product, "10.000");
        shop.awaitAllBefore(store, sentinel);

        assertThat(store.store().writes()).allMatch(write -> write.sku().equals(sentinel.sku()));
        assertThat(store.pushes()).isEqualTo(1);
    }

    @Test
    void sendsAChangeThatIsTakenBackAfterItWasSent() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);

        shop.price(product, "15.00");
        shop.awaitField(store, product, "regular_price", "15.00");
        shop.price(product, "10.00");

        shop.awaitField(store, product, "regular_price", "10.00");
    }

    @Test
    void deliversToTheNewAddressOfAStoreThatMoved() {
        Connected store = shop.connect();
        Connected elsewhere = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        api.delete(Shop.PATH + "/connections/" + elsewhere.id()).expect(204);

        shop.configure(
                store,
                "{\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                        .formatted(
                                elsewhere.store().url(),
                                elsewhere.store().consumerKey(),
                                elsewhere.store().consumerSecret()));
        shop.price(product, "16.00");

        shop.awaitField(elsewhere, product, "regular_price", "16.00");
        shop.configure(store, "{\"concurrency\":2}");
        shop.price(product, "17.00");
        shop.awaitField(elsewhere, product, "regular_price", "17.00");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
    }

    private void autoSync(Connected store, Item product, boolean on) {
        api.put(Shop.PATH + "/connections/" + store.id() + "/products/" + product.id(), "{\"autoSync\":" + on + "}")
                .expect(200);
    }

    private long asset(String name) {
        return api.post("/assets", "{\"url\":\"https://images.example.com/" + name + "\"}")
                .expect(201)
                .id();
    }

    private static String family(long attribute, String value) {
        return "{\"name\":\"Family of AutoSyncTest\",\"attributes\":[{\"attributeId\":%d,\"defaultValue\":\"%s\"}]}"
                .formatted(attribute, value);
    }

    private static JsonNode attribute(Connected store, Item product) {
        return store.shows(product).orElseThrow().path("attributes").path(0);
    }

    private static String option(Connected store, Item product) {
        return attribute(store, product).path("options").path(0).asText();
    }

    private static JsonNode images(Connected store, Item product) {
        return store.shows(product).orElseThrow().path("images");
    }
}
