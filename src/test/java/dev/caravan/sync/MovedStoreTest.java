package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxStore;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class MovedStoreTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

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
