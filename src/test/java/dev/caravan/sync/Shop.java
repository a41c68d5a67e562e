package dev.caravan.sync;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a shop team does, over the API: products, sandbox stores and their connections. */
@TestComponent
@Lazy
public class Shop implements DisposableBean {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String PATH = "/integration/woocommerce";

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Api api;
    private final JdbcClient jdbc;
    private final List<SandboxStore> opened = new ArrayList<>();
    private final List<Long> connected = new ArrayList<>();

    public Shop(Api api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
    }

    /** A sandbox store and the connection to it. */
    public record Connected(long id, String name, SandboxStore store, SandboxSettings settings) {

        /** The product of the store with this SKU. */
        Optional<ObjectNode> shows(String sku) {
            return store.productBySku(sku);
        }

        Optional<ObjectNode> shows(Item product) {
            return shows(product.sku());
        }

        /** A field of the store's product, as text; empty while the product is not there. */
        String field(String sku, String field) {
            return shows(sku).map(p -> p.path(field).asText()).orElse("");
        }

        /** How many calls brought something to the store or took it away. */
        long pushes() {
            return store.calls().stream().filter(Connected::isPush).count();
        }

        /** The calls of a kind. */
        List<SandboxCall> pushCalls() {
            return store.calls().stream().filter(Connected::isPush).toList();
        }

        private static boolean isPush(SandboxCall call) {
            return call.creates() + call.updates() + call.deletes() > 0;
        }
    }

    /** A product of the catalogue. */
    public record Item(long id, String sku) {}

    /** Opens a sandbox store and connects it. @param settings JSON members beside the address and the keys */
    public Connected connect(String settings) {
        return connect(SandboxSettings.forTests("sandbox"), settings);
    }

    public Connected connect() {
        return connect("");
    }

    /** A store that keeps its products while it is down. */
    public Connected connectKept(String settings) {
        SandboxSettings fresh = SandboxSettings.forTests("sandbox");
        return connect(
                new SandboxSettings("kept", 0, fresh.consumerKey(), fresh.consumerSecret(), journal()), settings);
    }

    private Connected connect(SandboxSettings sandbox, String settings) {
        SandboxStore store = open(sandbox);
        String name = "Store " + NUMBER.incrementAndGet();
        long id = connect(name, store, store.consumerSecret(), settings);
        return new Connected(id, name, store, sandbox);
    }

    /** Connects a store with this secret, right or wrong. */
    public Connected connectWithSecret(String secret) {
        SandboxSettings sandbox = SandboxSettings.forTests("sandbox");
        SandboxStore store = open(sandbox);
        String name = "Store " + NUMBER.incrementAndGet();
        return new Connected(connect(name, store, secret, ""), name, store, sandbox);
    }

    private long connect(String name, SandboxStore store, String secret, String settings) {
        String body = "{\"storeName\":\"%s\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"%s}"
                .formatted(name, store.url(), store.consumerKey(), secret, settings.isEmpty() ? "" : "," + settings);
        long id = api.post(PATH + "/connections?force=true", body).expect(201).id();
        connected.add(id);
        return id;
    }

    private SandboxStore open(SandboxSettings settings) {
        SandboxStore store = SandboxStore.start(settings);
        opened.add(store);
        return store;
    }

    /** The store's port is closed from now on. */
    public void shutDown(Connected connected) {
        connected.store().close();
    }

    /** The store is back at its address, with the products that it had. */
    public Connected startAgain(Connected down) {
        SandboxSettings was = down.settings();
        SandboxSettings same = new SandboxSettings(
                was.name(), down.store().port(), was.consumerKey(), was.consumerSecret(), was.journal());
        return new Connected(down.id(), down.name(), open(same), same);
    }

    /** Makes a complete product. @param fields further JSON members */
    public Item product(String fields) {
        return item("\"status\":\"complete\"" + (fields.isEmpty() ? "" : "," + fields));
    }

    public Item product() {
        return product("");
    }

    public Item incompleteProduct() {
        return item("\"status\":\"incomplete\"");
    }

    private Item item(String fields) {
        String sku = "SKU-" + NUMBER.incrementAndGet();
        long id = api.post(
                        "/products",
                        "{\"sku\":\"%s\",\"name\":\"Product %s\",\"price\":\"10.00\",%s}".formatted(sku, sku, fields))
                .expect(201)
                .id();
        return known(new Item(id, sku));
    }

    /** A product of which the stores have heard that it was made: that does not come in between any more. */
    Item known(Item made) {
        awaitUntil(() -> jdbc.sql("SELECT count(*) FROM product_event WHERE product_id = :id")
                        .param("id", made.id())
                        .query(Long.class)
                        .single()
                == 0);
        return made;
    }

    /** Many complete products at once, without events. */
    public List<Item> products(int count) {
        String prefix = "BULK-" + NUMBER.incrementAndGet() + "-";
        return jdbc.sql("""
                        INSERT INTO product (account_id, sku, name, status, price)
                        SELECT (SELECT min(id) FROM account), :prefix || n, 'Product ' || n, 'complete', 10
                        FROM generate_series(1, :count) n
                        RETURNING id, sku
                        """)
                .param("prefix", prefix)
                .param("count", count)
                .query(Item.class)
                .list();
    }

    public void change(Item product, String json) {
        api.patch("/products/" + product.id(), json).expect(200);
    }

    public void price(Item product, String price) {
        change(product, "{\"price\":\"" + price + "\"}");
    }

    /** Changes many products in one go, as a bulk import does. */
    public void price(List<Item> products, String price) {
        Long[] ids = products.stream().map(Item::id).toArray(Long[]::new);
        jdbc.sql("""
                        WITH locked AS (SELECT id FROM product WHERE id = ANY (:ids) ORDER BY id FOR UPDATE),
                        changed AS (
                            UPDATE product SET price = :price::numeric WHERE id IN (SELECT id FROM locked) RETURNING id, account_id)
                        INSERT INTO product_event (account_id, product_id, kind, changed_fields)
                        SELECT account_id, id, 'updated', '{price}' FROM changed
                        """).param("price", price).param("ids", ids).update();
    }

    public void delete(Item product) {
        api.delete("/products/" + product.id()).expect(204);
    }

    /** Deletes many in one go: the guard's wait does not race with thirty calls. */
    public void delete(List<Item> products) {
        Long[] ids = products.stream().map(Item::id).toArray(Long[]::new);
        jdbc.sql("""
                        WITH locked AS (SELECT id FROM product WHERE id = ANY (:ids) ORDER BY id FOR UPDATE),
                        gone AS (
                            UPDATE product SET deleted_at = now() WHERE id IN (SELECT id FROM locked) RETURNING id, account_id)
                        INSERT INTO product_event (account_id, product_id, kind) SELECT account_id, id, 'deleted' FROM gone
                        """).param("ids", ids).update();
    }

    public void deleteForGood(Item product) {
        api.delete("/products/" + product.id() + "/permanent").expect(204);
    }

    public void restore(Item product) {
        api.post("/products/" + product.id() + "/restore", "").expect(200);
    }

    /** Exports and waits for it. */
    public JsonNode export(Connected connected, Item... products) {
        return export(connected, List.of(products));
    }

    public JsonNode export(Connected connected, List<Item> products) {
        return api.post(PATH + "/connections/export", exportBody(connected, products))
                .expect(200)
                .json();
    }

    /** Exports more than one request may wait for on a busy machine, and waits for it. @return its progress at its end */
    JsonNode exportMany(Connected connected, List<Item> products) {
        String export = PATH + "/exports/"
                + startExport(connected, products).expect(202).json().path("id").asText();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !api.get(export)
                        .expect(200)
                        .json()
                        .path("state")
                        .asText()
                        .equals("running"));
        return api.get(export).expect(200).json();
    }

    /** Exports without waiting for it. */
    public Api.Answer startExport(Connected connected, List<Item> products) {
        return api.send(HttpRequest.newBuilder(api.uri(PATH + "/connections/export"))
                .header("Authorization", Api.authorization())
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(exportBody(connected, products)))
                .build());
    }

    /** The body of an export. */
    public static String exportBody(Connected connected, List<Item> products) {
        return "{\"connectionId\":%d,\"productIds\":%s}"
                .formatted(connected.id(), products.stream().map(Item::id).toList());
    }

    /** Changes settings or credentials of a connection. */
    public void configure(Connected connected, String json) {
        api.patch(PATH + "/connections/" + connected.id() + "?force=true", json).expect(200);
    }

    /** The sync row as the API shows it; missing if the product is not linked. */
    public JsonNode row(Connected connected, Item product) {
        return api.get(PATH + "/connections/%d/sync-status?productIds=%d".formatted(connected.id(), product.id()))
                .expect(200)
                .json()
                .path("data")
                .path(0);
    }

    public String status(Connected connected, Item product) {
        return row(connected, product).path("syncStatus").asText();
    }

    public JsonNode stats(Connected connected) {
        return api.get(PATH + "/connections/" + connected.id() + "/stats")
                .expect(200)
                .json();
    }

    /** The history of a store, newest first. */
    public JsonNode logs(Connected connected, String query) {
        return api.get(PATH + "/connections/sync-logs/list?connectionId=" + connected.id() + query)
                .expect(200)
                .json()
                .path("logs");
    }

    public JsonNode deadLetters(Connected connected, String query) {
        return api.get(PATH + "/dead-letters?connectionId=" + connected.id() + query)
                .expect(200)
                .json()
                .path("data");
    }

    public JsonNode health(Connected connected) {
        return api.get(PATH + "/connections/" + connected.id())
                .expect(200)
                .json()
                .path("health");
    }

    /** Waits until the store is held for this reason. */
    public void awaitHold(Connected connected, String reason) {
        awaitUntil(() -> health(connected).path("reason").asText().equals(reason));
    }

    /** Waits until the product's row in the store says so. */
    public void awaitStatus(Connected connected, Item product, String status) {
        awaitUntil(() -> status(connected, product).equals(status));
    }

    /** Waits until the product is not linked to the store. */
    public void awaitUnlinked(Connected connected, Item product) {
        awaitUntil(() -> row(connected, product).isMissingNode());
    }

    /** Waits until the store shows the value. */
    public void awaitField(Connected connected, Item product, String field, String value) {
        awaitUntil(() -> connected.field(product.sku(), field).equals(value));
    }

    /** Waits until the stores know of all changes, and nothing is pending for this one. */
    public void awaitQuiet(Connected connected) {
        awaitUntil(() ->
                jdbc.sql("SELECT count(*) FROM product_event").query(Long.class).single() == 0);
        awaitUntil(() -> stats(connected).path("pendingProducts").asLong() == 0);
    }

    /**
     * Waits until everything that was changed before has been fanned out and delivered to this store: a further product,
     * changed after it, has arrived.
     */
    public void awaitAllBefore(Connected connected, Item sentinel) {
        String price = NUMBER.incrementAndGet() + ".07";
        price(sentinel, price);
        awaitField(connected, sentinel, "regular_price", price);
        awaitStatus(connected, sentinel, "synced");
    }

    static void awaitUntil(Callable<Boolean> condition) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(40))
                .until(condition);
    }

    /** SKUs of products. */
    static List<String> skus(List<Item> products) {
        return products.stream().map(Item::sku).toList();
    }

    /** The items from one index up to another. */
    static List<Item> some(List<Item> products, int from, int to) {
        return IntStream.range(from, to).mapToObj(products::get).toList();
    }

    /** Removes the connections and closes the stores that a test has opened. */
    public void close() {
        connected.forEach(id -> api.delete(PATH + "/connections/" + id));
        connected.clear();
        opened.forEach(SandboxStore::close);
        opened.clear();
    }

    @Override
    public void destroy() {
        opened.forEach(SandboxStore::close);
    }

    private static Path journal() {
        try {
            return Files.createTempDirectory("sandbox").resolve("journal.ndjson");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
