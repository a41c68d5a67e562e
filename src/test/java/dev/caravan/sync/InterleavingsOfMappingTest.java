package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A product comes to a store whose mapping is just changing. */
@SyncTest
class InterleavingsOfMappingTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void bringsWhatIsExportedMeanwhileToWhatTheNewMappingSays() throws Exception {
        Connected store = shop.connect();
        Item before = shop.product();
        Item meanwhile = shop.product();
        shop.export(store, before);
        shop.awaitQuiet(store);

        CompletableFuture<Void> mapping = transaction.execute(status -> {
            hold(store);
            CompletableFuture<Void> change = CompletableFuture.runAsync(() -> map(store));
            Shop.awaitUntil(this::theChangeWaits);
            shop.export(store, meanwhile);
            return change;
        });
        assertThat(store.field(meanwhile.sku(), "regular_price")).isEqualTo("10.00");
        assertThat(mapping).isNotNull();
        mapping.get(20, TimeUnit.SECONDS);

        shop.awaitField(store, before, "regular_price", "20.00");
        shop.awaitField(store, meanwhile, "regular_price", "20.00");
    }

    /** The products that are there already. */
    private void hold(Connected store) {
        jdbc.sql("SELECT id FROM woocommerce_product_sync WHERE connection_id = :id FOR UPDATE")
                .param("id", store.id())
                .query(Long.class)
                .list();
    }

    private void map(Connected store) {
        api.post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        "{\"selectedFields\":[\"price\"],\"priceRules\":{\"multiplier\":2}}")
                .expect(201);
    }

    private boolean theChangeWaits() {
        return jdbc.sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock' AND query LIKE '%mark-mapped-products-pending%'")
                .query(Boolean.class)
                .single();
    }
}
