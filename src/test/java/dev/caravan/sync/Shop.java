package dev.caravan.sync;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxStore;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;

/** What a shop team does, over the API: products, sandbox stores and their connections. */
@TestComponent
@Lazy
public class Shop implements DisposableBean {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Api api;
    private final List<SandboxStore> opened = new ArrayList<>();

    public Shop(Api api) {
        this.api = api;
    }

    /** A sandbox store and the connection to it. */
    public record Connected(long id, SandboxStore store) {

        /** The product of the store with this SKU. */
        Optional<ObjectNode> shows(String sku) {
            return store.productBySku(sku);
        }

        /** A field of the store's product, as text; empty while the product is not there. */
        String field(String sku, String field) {
            return shows(sku).map(p -> p.path(field).asText()).orElse("");
        }
    }

    /** A product of the catalogue. */
    public record Item(long id, String sku) {}

    /** Opens a sandbox store and connects it. @param settings JSON members beside the address and the keys */
    public Connected connect(String settings) {
        SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Store " + NUMBER.incrementAndGet()));
        opened.add(store);
        return new Connected(connect(store, store.consumerSecret(), settings), store);
    }

    public Connected connect() {
        return connect("");
    }

    /** Connects a store that is open already. */
    public long connect(SandboxStore store, String secret, String settings) {
        String body =
                "{\"storeName\":\"Store %d\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"%s}"
                        .formatted(
                                NUMBER.incrementAndGet(),
                                store.url(),
                                store.consumerKey(),
                                secret,
                                settings.isEmpty() ? "" : "," + settings);
        return api.post("/integration/woocommerce/connections?force=true", body)
                .expect(201)
                .id();
    }

    /** Makes a complete product. @param fields further JSON members */
    public Item product(String fields) {
        String sku = "SKU-" + NUMBER.incrementAndGet();
        String more = fields.isEmpty() ? "" : "," + fields;
        long id = api.post(
                        "/products",
                        "{\"sku\":\"%s\",\"name\":\"Product %s\",\"status\":\"complete\",\"price\":\"10.00\"%s}"
                                .formatted(sku, sku, more))
                .expect(201)
                .id();
        return new Item(id, sku);
    }

    public Item product() {
        return product("");
    }

    public void change(Item product, String json) {
        api.patch("/products/" + product.id(), json).expect(200);
    }

    /** Exports and waits for it. */
    public JsonNode export(Connected connected, Item... products) {
        List<Long> ids = List.of(products).stream().map(Item::id).toList();
        return api.post(
                        "/integration/woocommerce/connections/export",
                        "{\"connectionId\":%d,\"productIds\":%s}".formatted(connected.id(), ids))
                .expect(200)
                .json();
    }

    /** The sync row as the API shows it; missing if the product is not linked. */
    public JsonNode row(Connected connected, Item product) {
        return api.get("/integration/woocommerce/connections/%d/sync-status?productIds=%d"
                        .formatted(connected.id(), product.id()))
                .expect(200)
                .json()
                .path("data")
                .path(0);
    }

    public String status(Connected connected, Item product) {
        return row(connected, product).path("syncStatus").asText();
    }

    /** Waits until the product's row in the store says so. */
    public void awaitStatus(Connected connected, Item product, String status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> status(connected, product).equals(status));
    }

    /** Waits until the store shows the value. */
    public void awaitField(Connected connected, Item product, String field, String value) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> connected.field(product.sku(), field).equals(value));
    }

    public JsonNode health(Connected connected) {
        return api.get("/integration/woocommerce/connections/" + connected.id())
                .expect(200)
                .json()
                .path("health");
    }

    @Override
    public void destroy() {
        opened.forEach(SandboxStore::close);
    }
}
