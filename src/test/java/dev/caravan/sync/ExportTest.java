package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SyncTest
class ExportTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void bringsFiveThousandProductsToAStoreAndShowsProgress() {
        Connected store = shop.connect("\"batchSize\":100,\"concurrency\":2");
        List<Item> products = shop.products(5_000);

        Api.Answer started = exportAsync(store, Shop.exportBody(store, products));

        String location = started.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(Shop.PATH + "/exports/" + started.json().path("id").asText());
        assertThat(started.json().path("total").asInt()).isEqualTo(5_000);
        Shop.awaitUntil(() -> progress(location).path("done").asInt() > 0);
        assertThat(progress(location).path("perSecond").asDouble()).isPositive();
        awaitState(location, "done");
        JsonNode end = progress(location);
        assertThat(end.path("done").asInt()).isEqualTo(5_000);
        assertThat(end.path("failed").asInt()).isZero();
        assertThat(end.path("etaSeconds").isNull()).isTrue();
        assertThat(store.store().productCount()).isEqualTo(5_000);
        assertThat(store.pushCalls()).allMatch(call -> call.creates() <= 100);
        assertThat(shop.stats(store).path("syncedProducts").asInt()).isEqualTo(5_000);
    }

    @Test
    void cancelsWhatHasNotBeenSent() {
        Connected store = shop.connect("\"batchSize\":10");
        Item linked = shop.product();
        Item behind = shop.product();
        shop.export(store, linked, behind);
        store.store().faults().latencyPerCall(Duration.ofMillis(500));
        List<Item> products = shop.products(300);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        shop.price(behind, "81.00");
        shop.awaitStatus(store, behind, "pending");
        List<Item> all = new ArrayList<>(products);
        all.add(linked);
        all.add(behind);
        String location = exportAsync(store, Shop.exportBody(store, all))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
        Shop.awaitUntil(() -> progress(location).path("done").asInt() > 0);

        JsonNode cancelled = api.delete(location).expect(200).json();

        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("done").asInt()).isLessThan(302);
        store.store().faults().clear();
        shop.awaitField(store, behind, "regular_price", "81.00"); // it was pending before
        shop.awaitQuiet(store);
        assertThat(store.store().productCount()).isLessThan(302);
        assertThat(shop.stats(store).path("totalProducts").asInt())
                .isEqualTo(store.store().productCount());
        assertThat(shop.status(store, linked)).isEqualTo("synced");
    }

    @Test
    void answersWhatBecameOfEachProduct() {
        Connected store = shop.connect();
        Item good = shop.product();
        Item refused = shop.product();
        Item deleted = shop.product();
        shop.delete(deleted);
        long variable = api.post(
                        "/products",
                        "{\"sku\":\"VARIABLE-OF-EXPORT\",\"name\":\"Variable\",\"type\":\"variable\",\"status\":\"complete\"}")
                .expect(201)
                .id();
        store.store().faults().refuseSku(refused.sku(), "product_invalid_name", "No such name here");

        JsonNode answer = api.post(
                        Shop.PATH + "/connections/export",
                        "{\"connectionId\":%d,\"productIds\":[%d,%d,%d,%d,999999]}"
                                .formatted(store.id(), good.id(), refused.id(), deleted.id(), variable))
                .expect(200)
                .json();

        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("connectionId").asLong()).isEqualTo(store.id());
        assertThat(answer.path("syncedCount").asInt()).isEqualTo(2);
        assertThat(answer.path("failedCount").asInt()).isEqualTo(3);
        JsonNode success = result(answer, good.id());
        assertThat(success.path("status").asText()).isEqualTo("success");
        assertThat(success.path("connectionId").asLong()).isEqualTo(store.id());
        assertThat(success.path("wooProductId").asLong())
                .isEqualTo(store.shows(good).orElseThrow().path("id").asLong());
        assertThat(success.path("exportedFields").toString()).contains("\"name\"", "\"sku\"", "\"price\"");
        assertThat(success.path("lastExportedAt").asText()).isNotEmpty();
        assertThat(result(answer, refused.id()).path("message").asText()).contains("No such name here");
        assertThat(result(answer, deleted.id()).path("message").asText()).contains("deleted");
        assertThat(result(answer, variable).path("status").asText()).isEqualTo("success");
        assertThat(result(answer, 999_999).path("message").asText()).contains("does not exist");
        assertThat(answer.path("results"))
                .filteredOn(r -> r.path("status").asText().equals("error"))
                .hasSize(3);
    }

    @Test
    void choosesProductsByFilter() {
        Connected store = shop.connect();
        List<Item> products = shop.products(12);
        String prefix = products.get(0).sku().replaceAll("1$", "");

        JsonNode answer = api.post(
                        Shop.PATH + "/connections/export",
                        "{\"connectionId\":%d,\"filter\":{\"search\":\"%s\",\"status\":\"complete\"}}"
                                .formatted(store.id(), prefix))
                .expect(200)
                .json();

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(12);
        assertThat(store.store().productCount()).isEqualTo(12);
    }

    @Test
    void choosesAllProducts() {
        // those of other classes would decide how long this takes, and what becomes of it
        jdbc.sql("UPDATE product SET deleted_at = now() WHERE deleted_at IS NULL")
                .update();
        Connected store = shop.connect("\"batchSize\":100");
        shop.products(5);
        long all = jdbc.sql("SELECT count(*) FROM product WHERE deleted_at IS NULL")
                .query(Long.class)
                .single();

        String location = exportAsync(store, "{\"connectionId\":" + store.id() + ",\"all\":true}")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        awaitState(location, "done");
        assertThat(progress(location).path("total").asLong()).isEqualTo(all);
        assertThat(progress(location).path("done").asLong()).isEqualTo(all);
        assertThat(all).isEqualTo(5);
        assertThat(store.store().productCount()).isEqualTo(5);
    }

    @Test
    void sendsNothingAgainIfOnlyWhatIsMissingIsAskedFor() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();

        JsonNode partial = api.post(
                        Shop.PATH + "/connections/export",
                        "{\"connectionId\":%d,\"productIds\":[%d],\"partialUpdate\":true}"
                                .formatted(store.id(), product.id()))
                .expect(200)
                .json();
        assertThat(partial.path("success").asBoolean()).isTrue();
        assertThat(store.pushes()).isZero();

        assertThat(shop.export(store, product).path("success").asBoolean()).isTrue();
        assertThat(store.pushes()).isEqualTo(1);
        assertThat(store.store().writes().get(0).fields().has("images")).isFalse();
    }

    @Test
    void refusesRequestsThatDoNotSayWhatTheyMean() {
        Connected store = shop.connect();
        String path = Shop.PATH + "/connections/export";

        api.post(path, "{\"connectionId\":" + store.id() + "}").expect(400);
        api.post(path, "{\"connectionId\":" + store.id() + ",\"all\":true,\"productIds\":[1]}")
                .expect(400);
        api.post(path, "{\"productIds\":[1]}").expect(400);
        api.post(path, "{\"connectionId\":999999,\"productIds\":[1]}").expect(404);
    }

    /** A page does not hold its request while a store is slow, or paused. */
    @Test
    void aPushIsAnsweredAtOnceIfTheCallerDoesNotWait() {
        Connected store = shop.connect();
        Item product = shop.product();
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);

        String location = api.send(HttpRequest.newBuilder(
                                api.uri(Shop.PATH + "/connections/" + store.id() + "/products/" + product.id()))
                        .header("Authorization", Api.authorization())
                        .header("Prefer", "respond-async")
                        .timeout(Duration.ofSeconds(10)) // waiting, it would take thirty
                        .PUT(BodyPublishers.noBody())
                        .build())
                .expect(202)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(progress(location).path("state").asText()).isEqualTo("running");
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
        awaitState(location, "done");
        assertThat(shop.status(store, product)).isEqualTo("synced");
    }

    private Api.Answer exportAsync(Connected store, String body) {
        return api.send(HttpRequest.newBuilder(api.uri(Shop.PATH + "/connections/export"))
                        .header("Authorization", Api.authorization())
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .expect(202);
    }

    private JsonNode progress(String location) {
        return api.get(location).expect(200).json();
    }

    private void awaitState(String location, String state) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> progress(location).path("state").asText().equals(state));
    }

    private static JsonNode result(JsonNode answer, long productId) {
        for (JsonNode result : answer.path("results")) {
            if (result.path("productId").asLong() == productId) {
                return result;
            }
        }
        throw new AssertionError("no result for product " + productId + " in " + answer);
    }
}
