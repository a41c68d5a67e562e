package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.CaravanMark;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** One product is created at most once in a store, and nobody else's product is touched. */
@SyncTest
class CreateSafetyTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    static Stream<SandboxFault> lostAnswers() {
        return Stream.of(
                SandboxFault.dropAfterApplying(),
                SandboxFault.hangAfterApplying(Duration.ofSeconds(5)),
                SandboxFault.statusAfterApplying(504),
                SandboxFault.truncated());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void makesOneProductOfACreateWhoseAnswerIsLost(SandboxFault fault) {
        Connected store = shop.connect();
        Item product = shop.product();
        store.store().faults().next(1, fault, SandboxScope.BATCHES);

        JsonNode answer = shop.export(store, product);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(store.store().productCount()).isEqualTo(1);
        assertThat(shop.row(store, product).path("wooProductId").asLong())
                .isEqualTo(store.shows(product).orElseThrow().path("id").asLong());
        shop.price(product, "41.00");
        shop.awaitField(store, product, "regular_price", "41.00");
    }

    @Test
    void makesEachProductOnceWhenTheStoreDiesInTheMiddleOfABatch() {
        Connected store = shop.connect();
        List<Item> products = shop.products(10);
        store.store().faults().poisonSku(products.get(5).sku());

        JsonNode answer = shop.export(store, products);

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(9);
        assertThat(answer.path("failedCount").asInt()).isEqualTo(1);
        assertThat(store.store().productCount()).isEqualTo(9);
        assertThat(store.store().writes())
                .filteredOn(write -> write.operation().equals("create"))
                .extracting(write -> write.sku())
                .doesNotHaveDuplicates();
    }

    @Test
    void makesEachProductOnceThoughEveryTenthAnswerIsLost() {
        Connected store = shop.connect("\"batchSize\":10");
        List<Item> products = shop.products(1_000);
        store.store().faults().every(10, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);

        api.post(Shop.PATH + "/connections/export", Shop.exportBody(store, products));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> shop.stats(store).path("syncedProducts").asInt() == 1_000);

        assertThat(store.store().productCount()).isEqualTo(1_000);
        assertThat(store.store().writes())
                .filteredOn(write -> write.operation().equals("create"))
                .hasSize(1_000);
    }

    @Test
    void refusesToTouchAForeignProductWithTheSameSkuIfItMayNotLink() {
        Connected store = shop.connect("\"linkExisting\":false");
        Item product = shop.product();
        long foreign = store.store()
                .seedProduct(JsonNodeFactory.instance
                        .objectNode()
                        .put("sku", product.sku())
                        .put("name", "Made by hand")
                        .put("regular_price", "5.00"));

        JsonNode answer = shop.export(store, product);

        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("results").path(0).path("message").asText())
                .contains("another product with SKU " + product.sku())
                .contains("id " + foreign);
        assertThat(store.store().productCount()).isEqualTo(1);
        assertThat(store.field(product.sku(), "name")).isEqualTo("Made by hand");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("5.00");
        assertThat(shop.status(store, product)).isEqualTo("error");
        assertThat(shop.deadLetters(store, "").path(0).path("code").asText()).isEqualTo("sku_taken");
    }

    @Test
    void linksWhatTheStoreHasUnderTheSku() {
        Connected store = shop.connect();
        Item product = shop.product();
        long existing = seed(store, product.sku());

        JsonNode answer = shop.export(store, product);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(shop.row(store, product).path("wooProductId").asLong()).isEqualTo(existing);
        assertThat(store.store().productCount()).isEqualTo(1);
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
    }

    @Test
    void bringsAProductBackFromTheTrashThatHoldsTheSku() {
        Connected store = shop.connect();
        Item product = shop.product();
        long existing = seed(store, product.sku());
        store.store()
                .editProduct(existing, JsonNodeFactory.instance.objectNode().put("status", "trash"));

        JsonNode answer = shop.export(store, product);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(shop.row(store, product).path("wooProductId").asLong()).isEqualTo(existing);
        assertThat(store.field(product.sku(), "status")).isEqualTo("publish");
    }

    @Test
    void refusesASkuThatAVariationHolds() {
        Connected store = shop.connect();
        Item product = shop.product();
        long parent = store.store()
                .seedProduct(JsonNodeFactory.instance
                        .objectNode()
                        .put("sku", product.sku() + "-PARENT")
                        .put("name", "Parent")
                        .put("type", "variable"));
        store.store()
                .seedVariation(parent, JsonNodeFactory.instance.objectNode().put("sku", product.sku()));

        shop.export(store, product);

        assertThat(shop.status(store, product)).isEqualTo("error");
        assertThat(shop.row(store, product).path("errorMessage").asText()).contains("is a variation");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void finishesAProductThatItsOwnCreateLeftHalfMade(boolean linkExisting) {
        Connected store = shop.connect("\"linkExisting\":" + linkExisting);
        Item product = shop.product();
        store.store().faults().halveCreateOf(product.sku());

        JsonNode answer = shop.export(store, product);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(store.store().productCount()).isEqualTo(1);
        assertThat(store.field(product.sku(), "status")).isEqualTo("publish");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
        assertThat(store.shows(product).orElseThrow().path("meta_data"))
                .anyMatch(meta -> meta.path("key").asText().equals(CaravanMark.META_KEY));
        shop.price(product, "41.00");
        shop.awaitField(store, product, "regular_price", "41.00");
    }

    @Test
    void finishesAProductThatWasLeftHalfMadeInTheMiddleOfABatch() {
        Connected store = shop.connect("\"linkExisting\":false");
        List<Item> products = List.of(shop.product(), shop.product(), shop.product());
        store.store().faults().halveCreateOf(products.get(1).sku());

        JsonNode answer = shop.export(store, products);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(store.store().productCount()).isEqualTo(3);
        assertThat(products)
                .allSatisfy(product ->
                        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00"));
    }

    @Test
    void linksByHand() {
        Connected store = shop.connect("\"linkExisting\":false");
        Item product = shop.product();
        Item other = shop.product();
        long existing = seed(store, "OTHER-" + product.sku());
        String path = Shop.PATH + "/connections/" + store.id() + "/products/";

        api.put(path + product.id(), "{\"wooProductId\":" + existing + "}").expect(200);

        assertThat(shop.row(store, product).path("wooProductId").asLong()).isEqualTo(existing);
        assertThat(store.store().product(existing).orElseThrow().path("sku").asText())
                .isEqualTo(product.sku());
        api.put(path + other.id(), "{\"wooProductId\":" + existing + "}").expect(409);
        api.put(path + other.id(), "{\"wooProductId\":0}").expect(400);
        api.put(path + "999999", "{\"wooProductId\":77}").expect(404);
    }

    private static long seed(Connected store, String sku) {
        return store.store()
                .seedProduct(JsonNodeFactory.instance
                        .objectNode()
                        .put("sku", sku)
                        .put("name", "Made by hand")
                        .put("regular_price", "5.00"));
    }

    @Test
    void makesAProductAgainThatTheShopOwnerDeleted() {
        Connected store = shop.connect("\"onMissing\":\"recreate\"");
        Item product = shop.product();
        shop.export(store, product);
        store.store()
                .removeProduct(store.shows(product).orElseThrow().path("id").asLong());

        shop.price(product, "42.00");

        shop.awaitField(store, product, "regular_price", "42.00");
        shop.awaitStatus(store, product, "synced");
        assertThat(store.field(product.sku(), "name")).isEqualTo("Product " + product.sku());
        assertThat(shop.row(store, product).path("wooProductId").asLong())
                .isEqualTo(store.shows(product).orElseThrow().path("id").asLong());
    }

    @Test
    void unlinksAProductThatTheShopOwnerDeleted() {
        Connected store = shop.connect("\"onMissing\":\"unlink\"");
        Item product = shop.product();
        shop.export(store, product);
        store.store()
                .removeProduct(store.shows(product).orElseThrow().path("id").asLong());

        shop.price(product, "42.00");

        shop.awaitUnlinked(store, product);
        assertThat(store.shows(product)).isEmpty();
    }
}
