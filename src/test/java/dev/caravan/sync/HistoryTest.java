package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.testing.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SyncTest
class HistoryTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CamelContext camel;

    @Autowired
    SyncSettings settings;

    @Test
    void hasOneRowForEachProductStoreAndAttempt() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item other = shop.product();
        shop.export(store, product, other);

        shop.price(product, "91.00");
        shop.awaitField(store, product, "regular_price", "91.00");
        shop.awaitStatus(store, product, "synced");
        store.store().faults().refuseSku(product.sku(), "product_invalid_price", "Too dear");
        shop.price(product, "92.00");
        shop.awaitStatus(store, product, "error");

        JsonNode logs = shop.logs(store, "&productId=" + product.id());
        assertThat(logs).hasSize(3);
        JsonNode refused = logs.path(0);
        assertThat(refused.path("operation").asText()).isEqualTo("update");
        assertThat(refused.path("syncStatus").asText()).isEqualTo("error");
        assertThat(refused.path("errorCode").asText()).isEqualTo("product_invalid_price");
        assertThat(refused.path("errorMessage").asText()).contains("Too dear");
        assertThat(refused.path("httpStatus").asInt()).isEqualTo(200);
        assertThat(refused.path("attempt").asInt()).isEqualTo(1);
        JsonNode updated = logs.path(1);
        assertThat(updated.path("fields").toString()).isEqualTo("[\"price\",\"salePrice\"]");
        assertThat(updated.path("syncStatus").asText()).isEqualTo("synced");
        assertThat(updated.path("httpStatus").asInt()).isEqualTo(200);
        assertThat(updated.path("durationMs").isInt()).isTrue();
        assertThat(updated.path("errorMessage").isNull()).isTrue();
        JsonNode created = logs.path(2);
        assertThat(created.path("operation").asText()).isEqualTo("create");
        assertThat(created.path("wooProductId").asLong())
                .isEqualTo(store.shows(product).orElseThrow().path("id").asLong());
        assertThat(created.path("sku").asText()).isEqualTo(product.sku());
        JsonNode together = shop.logs(store, "&productId=" + other.id()).path(0);
        assertThat(UUID.fromString(created.path("batchId").asText())).isNotNull();
        assertThat(together.path("batchId").asText())
                .isEqualTo(created.path("batchId").asText());
    }

    @Test
    void anAttemptThatIsRefusedNamesItsDeadLetter() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().refuseSku(product.sku(), "product_invalid_price", "Too dear");
        shop.price(product, "94.00");
        shop.awaitStatus(store, product, "error");
        JsonNode logs = shop.logs(store, "&productId=" + product.id());
        String entry = Shop.PATH + "/connections/sync-logs/";

        JsonNode refused =
                api.get(entry + logs.path(0).path("id").asLong()).expect(200).json();
        JsonNode taken =
                api.get(entry + logs.path(1).path("id").asLong()).expect(200).json();

        long letter = shop.deadLetters(store, "").path(0).path("id").asLong();
        assertThat(refused.path("deadLetterId").asLong()).isEqualTo(letter);
        assertThat(taken.path("deadLetterId").isNull()).isTrue();
        assertThat(taken.path("syncStatus").asText()).isEqualTo("synced");
        api.post(Shop.PATH + "/dead-letters/" + letter + "/discard", "").expect(200);
        assertThat(api.get(entry + refused.path("id").asLong())
                        .json()
                        .path("deadLetterId")
                        .asLong())
                .as("closed, too")
                .isEqualTo(letter);
        JsonNode exports = api.get(Shop.PATH + "/connections/" + store.id() + "/exports")
                .expect(200)
                .json();
        assertThat(exports.path("data").path(0).path("state").asText()).isEqualTo("done");
        assertThat(exports.path("data").path(0).path("done").asLong()).isEqualTo(1);
        JsonNode bounded = api.get(Shop.PATH + "/connections/sync-logs/list?countUpTo=1&connectionId=" + store.id())
                .expect(200)
                .json();
        assertThat(bounded.path("total").asLong()).isEqualTo(1);
        assertThat(bounded.path("totalIsLowerBound").asBoolean()).isTrue();
    }

    @Test
    void tellsOfEachAttempt() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().poisonSku(product.sku());
        shop.price(product, "93.00");
        shop.awaitStatus(store, product, "error");

        JsonNode logs = shop.logs(store, "&productId=" + product.id() + "&sortOrder=asc");
        List<String> outcomes = new ArrayList<>();
        logs.forEach(log -> outcomes.add(log.path("syncStatus").asText()));
        assertThat(outcomes).startsWith("synced", "pending").endsWith("error");
        assertThat(logs.path(logs.size() - 1).path("attempt").asInt())
                .isGreaterThan(logs.path(1).path("attempt").asInt());
        assertThat(logs.path(1).path("httpStatus").asInt()).isEqualTo(500);
    }

    @Test
    void isFilteredSortedAndPaged() {
        Connected store = shop.connect();
        List<Item> products = shop.products(7);
        Item bad = products.get(3);
        store.store().faults().refuseSku(bad.sku(), "product_invalid_name", "Nameless");
        shop.export(store, products);

        assertThat(shop.logs(store, "&limit=100")).hasSize(7);
        assertThat(shop.logs(store, "&syncStatus=error")).hasSize(1);
        assertThat(shop.logs(store, "&syncStatus=synced")).hasSize(6);
        assertThat(shop.logs(store, "&sku=" + bad.sku())).hasSize(1);
        assertThat(shop.logs(store, "&search=nameless")).hasSize(1);
        long woo = store.shows(products.get(0)).orElseThrow().path("id").asLong();
        assertThat(shop.logs(store, "&wooProductId=" + woo)).hasSize(1);
        assertThat(shop.logs(store, "&startDate=2000-01-01&endDate=2000-12-31")).isEmpty();
        String today = Instant.now().toString().substring(0, 10);
        assertThat(shop.logs(store, "&startDate=2000-01-01&endDate=" + today)).hasSize(7);
        JsonNode page = api.get(Shop.PATH + "/connections/sync-logs/list?connectionId=" + store.id()
                        + "&page=2&limit=3&sortBy=createdAt&sortOrder=asc")
                .expect(200)
                .json();
        assertThat(page.path("logs")).hasSize(3);
        assertThat(page.path("total").asInt()).isEqualTo(7);
        assertThat(page.path("page").asInt()).isEqualTo(2);
        assertThat(page.path("limit").asInt()).isEqualTo(3);
        assertThat(page.path("totalPages").asInt()).isEqualTo(3);
        JsonNode ascending = shop.logs(store, "&sortOrder=asc");
        JsonNode descending = shop.logs(store, "&sortOrder=desc");
        assertThat(ascending.path(0)).isEqualTo(descending.path(6));
        api.get(Shop.PATH + "/connections/sync-logs/list?sortBy=price").expect(400);
        api.get(Shop.PATH + "/connections/sync-logs/list?sortOrder=up").expect(400);
        api.get(Shop.PATH + "/connections/sync-logs/list?syncStatus=odd").expect(400);
        api.get(Shop.PATH + "/connections/sync-logs/list?startDate=soon").expect(400);
    }

    @Test
    void isPrunedAfterItsTimeWithClosedDeadLettersAndFinishedExports() {
        Connected store = shop.connect();
        List<Item> products = shop.products(3);
        for (Item product : products) {
            shop.export(store, product); // an export each
        }
        Item closed = products.get(0);
        Item open = products.get(1);
        for (Item product : List.of(closed, open)) {
            store.store().faults().refuseSku(product.sku(), "product_invalid_name", "Nameless");
            shop.price(product, "94.00");
            shop.awaitStatus(store, product, "error");
        }
        long letter = shop.deadLetters(store, "&productId=" + closed.id())
                .path(0)
                .path("id")
                .asLong();
        api.post(Shop.PATH + "/dead-letters/" + letter + "/discard", "").expect(200);

        age(store, settings.historyDays() - 1);
        Scheduled.prune(camel);
        assertThat(shop.logs(store, "")).hasSize(5);
        assertThat(exports(store)).isEqualTo(3);

        age(store, 2);
        Scheduled.prune(camel);
        assertThat(shop.logs(store, "")).isEmpty();
        assertThat(exports(store)).isZero();
        assertThat(shop.deadLetters(store, "&state=discarded")).isEmpty();
        assertThat(shop.deadLetters(store, "&state=open")).hasSize(1);
    }

    /** What has happened to a store is so many days older. */
    private void age(Connected store, int days) {
        for (String time : List.of("sync_log created_at", "dead_letter closed_at", "export_job finished_at")) {
            String[] names = time.split(" ");
            jdbc.sql("UPDATE " + names[0] + " SET " + names[1] + " = " + names[1]
                            + " - :days * interval '1 day' WHERE connection_id = :id")
                    .param("days", days)
                    .param("id", store.id())
                    .update();
        }
    }

    @Test
    void showsTheFiguresOfAStoreAtTheirOldAddressToo() {
        Connected store = shop.connect();

        assertThat(api.get(Shop.PATH + "/connections/" + store.id() + "/sync-stats")
                        .expect(200)
                        .json())
                .isEqualTo(shop.stats(store));
    }

    private long exports(Connected store) {
        return jdbc.sql("SELECT count(*) FROM export_job WHERE connection_id = ?")
                .param(store.id())
                .query(Long.class)
                .single();
    }
}
