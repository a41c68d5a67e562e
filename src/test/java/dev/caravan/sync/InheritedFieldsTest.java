package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A variation that has no stock and no weight of its own has its parent's, as it should be: nothing to be told. */
@SyncTest
class InheritedFieldsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void areNoRemarkInTheHistory() {
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\",\"stockQuantity\":7,\"weight\":\"0.4\"");
        Item variant = variant(parent);

        shop.export(store, parent);
        shop.awaitStatus(store, variant, "synced");

        ObjectNode shown = store.shows(variant).orElseThrow();
        assertThat(shown.path("manage_stock").asText()).isEqualTo("parent");
        assertThat(shown.path("weight").asText()).isEqualTo("0.4");
        assertThat(shop.logs(store, "&productId=" + variant.id())).isNotEmpty();
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    private Item variant(Item parent) {
        int number = NUMBER.incrementAndGet();
        long size = api.post(
                        "/attributes",
                        "{\"name\":\"Inherited size %d\",\"type\":\"choice\",\"options\":[\"S\"]}".formatted(number))
                .expect(201)
                .id();
        String sku = parent.sku() + "-S";
        return new Item(
                api.post(
                                "/products/" + parent.id() + "/variants",
                                ("{\"sku\":\"%s\",\"name\":\"Small\",\"status\":\"complete\",\"price\":\"20.00\","
                                                + "\"attributes\":[{\"attributeId\":%d,\"value\":\"S\"}]}")
                                        .formatted(sku, size))
                        .expect(201)
                        .id(),
                sku);
    }
}
