package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a store shows otherwise than it was sent is told, and not sent for ever. */
@SyncTest
class AlteredPriceTest {

    @Autowired
    Shop shop;

    @Autowired
    MeterRegistry meters;

    @Test
    void isNotedInTheHistoryAndCountedWhileTheProductStaysSynced() {
        Connected store = shop.connect();
        Item altered = shop.product();
        Item left = shop.product();
        store.store().faults().priceOf(altered.sku(), "21.90");
        double before = meters.counter("caravan.deliveries.altered").count();

        shop.export(store, altered, left);
        shop.awaitStatus(store, altered, "synced");
        shop.awaitQuiet(store);

        assertThat(store.field(altered.sku(), "regular_price")).isEqualTo("21.90");
        JsonNode entry = shop.logs(store, "&productId=" + altered.id()).path(0);
        assertThat(entry.path("syncStatus").asText()).isEqualTo("synced");
        assertThat(entry.toString()).contains("The store shows regular_price 21.90 where 10.00 was sent");
        assertThat(shop.logs(store, "&productId=" + left.id()).toString()).doesNotContain("The store shows");
        assertThat(meters.counter("caravan.deliveries.altered").count()).isEqualTo(before + 1);
        assertThat(store.pushes()).isEqualTo(1);
    }
}
