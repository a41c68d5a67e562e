package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Products with one prefix of SKUs that Caravan sells in some stores, each of which had products before. */
final class Sale implements AutoCloseable {

    static final String WOO = "/integration/woocommerce/connections";

    /** @param before the store as it was without Caravan */
    record Connected(Shop shop, long id, ShopState before) {}

    private volatile Insisting calls;
    private final String prefix;
    private final List<Connected> stores = new ArrayList<>();
    private long fence;
    private long fenceVersion = 1;

    Sale(Insisting calls, String prefix, List<Shop> shops) {
        this.calls = calls;
        this.prefix = prefix;
        shops.forEach(this::connect);
    }

    private void connect(Shop shop) {
        for (int i = 0; i < 3; i++) {
            shop.rest(
                    "POST",
                    "products",
                    "{\"sku\":\"OWN-%d\",\"name\":\"Not ours\",\"regular_price\":\"5\"}".formatted(i));
        }
        shop.rest("POST", "products", "{\"name\":\"Without SKU\",\"short_description\":\"v9\"}");
        ShopState before = ShopState.of(shop);
        ObjectNode body = Shop.MAPPER
                .createObjectNode()
                .put("storeName", prefix + " " + shop.name())
                .put("storeUrl", shop.url().toString())
                .put("consumerKey", shop.key())
                .put("consumerSecret", shop.secret())
                .put("autoExport", true)
                .put("onDelete", "delete");
        long id = calls.json("POST", WOO, body.toString()).path("id").asLong();
        stores.add(new Connected(shop, id, before));
    }

    List<Connected> stores() {
        return stores;
    }

    /** Goes on through another node. */
    void through(Insisting other) {
        calls = other;
    }

    /** How many changes the stores took over their API so far. */
    long writes() {
        return stores.stream().mapToLong(store -> store.shop().writes()).sum();
    }

    /**
     * Waits until nothing is pending. What waits for the fan-out is in no figure yet, but the fan-out goes by age: when the last
     * change of all has arrived, every one before it is at least among the figures.
     */
    void awaitQuiet(Duration patience) {
        String text = changeFence();
        await("the last change in every store")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stores.stream().allMatch(store -> shows(store.shop(), text)));
        await("nothing pending")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    for (Connected store : stores) {
                        JsonNode stats = stats(store);
                        if (stats.path("pendingProducts").asLong() > 0) {
                            throw new AssertionError(stats.toString());
                        }
                    }
                });
    }

    private String changeFence() {
        String sku = prefix + "-FENCE";
        String body = "{\"sku\":\"%s\",\"name\":\"Fence\",\"status\":\"complete\",\"shortDescription\":\"v%d\"}";
        if (fence == 0) {
            fence = calls.create(sku, body.formatted(sku, fenceVersion));
        } else {
            calls.json("PATCH", "/products/" + fence, "{\"shortDescription\":\"v%d\"}".formatted(++fenceVersion));
        }
        return "v" + fenceVersion;
    }

    /** Of the product that marks the last change. */
    long fenceId() {
        return fence;
    }

    private boolean shows(Shop shop, String text) {
        return shop.rest("GET", "products?context=edit&sku=" + prefix + "-FENCE", null)
                .path(0)
                .path("short_description")
                .asText()
                .equals(text);
    }

    JsonNode stats(Connected store) {
        return calls.json("GET", WOO + "/" + store.id() + "/stats", null);
    }

    /** How many products a store does not show as they are. */
    long pending(Connected store) {
        return stats(store).path("pendingProducts").asLong();
    }

    Catalogue catalogue() {
        return Catalogue.of(calls.program(), prefix + "-");
    }

    /** What the checker finds, and what Caravan itself calls an error. */
    List<String> differences() {
        Catalogue catalogue = catalogue();
        List<String> found = new ArrayList<>();
        for (Connected store : stores) {
            Checker.compare(catalogue, store.before(), ShopState.of(store.shop()))
                    .forEach(d -> found.add(d.toString()));
            JsonNode stats = stats(store);
            if (stats.path("errorProducts").asLong() > 0) {
                found.add(store.shop() + ": " + stats);
            }
        }
        return found;
    }

    /** The connections go: products of other tests do not belong into these stores. */
    @Override
    public void close() {
        stores.forEach(store -> calls.delete(WOO + "/" + store.id()));
    }
}
