package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class AutoSyncTest {

    @Autowired
    Shop shop;

    @Test
    void carriesAChangeToTheStoreThatSellsTheProduct() {
        Connected store = shop.connect();
        Item product = shop.product();
        assertThat(shop.export(store, product).path("success").asBoolean()).isTrue();

        shop.change(product, "{\"price\":\"24.90\"}");

        shop.awaitField(store, product, "regular_price", "24.90");
        shop.awaitStatus(store, product, "synced");
        assertThat(shop.row(store, product).path("lastModifiedFields"))
                .hasSize(1)
                .first()
                .hasToString("\"price\"");
    }
}
