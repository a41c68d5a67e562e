package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class MovedStoreTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    /** With CARAVAN_SYNC_WAKE_UP_POLL=1s, as it is by default, the log has the figure of docs/figures.md. */
    @Test
    void deliversOnWhileItsSettingsChange() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        List<Long> millis = new ArrayList<>();
        for (int change = 1; change <= 7; change++) {
            long began = System.nanoTime();
            shop.configure(
                    store,
                    "{\"concurrency\":%d,\"batchSize\":%d,\"requestsPerMinute\":5000}"
                            .formatted(change + 1, 10 + change));
            shop.price(product, change + ".50");
            shop.awaitField(store, product, "regular_price", change + ".50");
            millis.add((System.nanoTime() - began) / 1_000_000);
        }
        log.info("from a change of concurrency to the next delivery: {} ms", millis);
        assertThat(store.store().writes().stream()
                        .filter(write -> write.operation().equals("create")))
                .hasSize(1);
        shop.awaitQuiet(store);
    }

    @Test
    void touchesNoProductOfAnotherShopThatHasTheSameId() {
        Connected connected = shop.connect();
        Item product = shop.product();
        long id = shop.export(connected, product)
                .path("results")
                .path(0)
                .path("wooProductId")
                .asLong();
        try (SandboxStore other = SandboxStore.start(SandboxSettings.forTests("Another shop"))) {
            ObjectNode stranger = JsonNodeFactory.instance.objectNode();
            stranger.put("id", id)
                    .put("name", "Not ours")
                    .put("sku", "FOREIGN-" + id)
                    .put("regular_price", "5.00");
            assertThat(other.seedProduct(stranger)).isEqualTo(id);

            api.patch(
                            "/integration/woocommerce/connections/" + connected.id(),
                            "{\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                                    .formatted(other.url(), other.consumerKey(), other.consumerSecret()))
                    .expect(200);
            shop.change(product, "{\"price\":\"12.30\"}");

            await().atMost(Shop.PATIENCE)
                    .until(() -> other.productBySku(product.sku())
                            .filter(made -> made.path("regular_price").asText().equals("12.30"))
                            .isPresent());
            assertThat(other.product(id).orElseThrow().path("name").asText()).isEqualTo("Not ours");
            assertThat(other.product(id).orElseThrow().path("regular_price").asText())
                    .isEqualTo("5.00");
            assertThat(other.writes()).noneMatch(write -> write.productId() == id);
            api.delete("/integration/woocommerce/connections/" + connected.id()).expect(204);
        }
    }
}
