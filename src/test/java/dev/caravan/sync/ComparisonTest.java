package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A generated catalogue, in a store without a mapping and in one with: after an export, and after 500 changes, each shows what the
 * catalogue and the mapping say, and a further export has nothing to send.
 */
@SyncTest
class ComparisonTest {

    /** The long form has 2,000: {@code -Dcaravan.comparison.products=2000}. */
    private static final int PRODUCTS = Integer.getInteger("caravan.comparison.products", 400);

    private static final int CHANGES = 500;
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A run that fails is repeated with the seed that it names. */
    private final long seed = Long.getLong("caravan.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    @Timeout(900)
    void everyStoreShowsWhatItsMappingSays() throws Exception {
        Connected plain = shop.connect();
        Connected other = shop.connect();
        GeneratedCatalogue catalogue = new GeneratedCatalogue(api, random, String.valueOf(plain.id()));
        Map<String, String> mapped = map(other, catalogue);
        int made = catalogue.fill(PRODUCTS * 9 / 10, PRODUCTS / 10);
        List<JsonNode> products = products("GEN-" + plain.id() + "-");
        assertThat(products.stream()
                        .filter(product -> product.path("parentProductId").isNull()))
                .hasSize(made);

        export(plain, products, "");
        export(other, products, "");
        compare(plain, products, new ShownProduct(Map.of()));
        compare(other, products, new ShownProduct(mapped));

        for (int i = 0; i < CHANGES; i++) {
            catalogue.change(products.get(random.nextInt(products.size())));
        }
        List<JsonNode> changed = products("GEN-" + plain.id() + "-");
        for (Connected store : List.of(plain, other)) {
            export(store, changed, ",\"partialUpdate\":true");
        }
        compare(plain, changed, new ShownProduct(Map.of()));
        compare(other, changed, new ShownProduct(mapped));

        for (Connected store : List.of(plain, other)) {
            store.store().clearCalls();
            export(store, changed, ",\"partialUpdate\":true");
            assertThat(store.store().calls()).as("all is there, seed %d", seed).isEmpty();
        }
    }

    private Map<String, String> map(Connected store, GeneratedCatalogue catalogue) {
        Map<String, String> mapped = Map.of(
                catalogue.name("material"), "global_attribute",
                catalogue.name("brand"), "brands",
                catalogue.name("ean"), "global_unique_id",
                catalogue.name("note"), "purchase_note",
                catalogue.name("tax"), "tax_class",
                catalogue.name("erp"), "meta_data.erp");
        Map<String, Object> mapping = Map.of(
                "selectedFields",
                List.of(
                        "status",
                        "description",
                        "shortDescription",
                        "price",
                        "salePrice",
                        "stockQuantity",
                        "weight",
                        "dimensions",
                        "categories",
                        "tags",
                        "assets",
                        "attributes"),
                "fieldMappings",
                mapped);
        api.post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        JSON.valueToTree(mapping).toString())
                .expect(201);
        return mapped;
    }

    private void export(Connected store, List<JsonNode> products, String more) {
        List<Long> ids = products.stream()
                .filter(product -> product.path("parentProductId").isNull())
                .map(product -> product.path("id").asLong())
                .toList();
        String body = "{\"connectionId\":%d,\"productIds\":%s%s}".formatted(store.id(), ids, more);
        Api.Answer answer = api.send(HttpRequest.newBuilder(api.uri(Shop.PATH + "/connections/export"))
                .header("Authorization", Api.authorization())
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.status()).as(answer.text()).isIn(200, 202); // done before it is answered, or accepted
        String job = answer.headers().firstValue("Location").orElse("");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> (job.isEmpty()
                                || api.get(URI.create(job).getPath())
                                        .json()
                                        .path("state")
                                        .asText()
                                        .equals("done"))
                        && shop.stats(store).path("pendingProducts").asLong() == 0);
    }

    private List<JsonNode> products(String prefix) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode answer = api.get("/products?search=%s&sort=id&limit=%d&page=%d".formatted(prefix, PAGE, page))
                    .expect(200)
                    .json()
                    .path("data");
            answer.forEach(all::add);
            if (answer.size() < PAGE) {
                return all;
            }
        }
    }

    private void compare(Connected store, List<JsonNode> products, ShownProduct model) throws Exception {
        Map<String, JsonNode> shown = bySku(store, "/products");
        Map<Long, List<JsonNode>> variants = new HashMap<>();
        for (JsonNode product : products) {
            if (!product.path("parentProductId").isNull()) {
                variants.computeIfAbsent(product.path("parentProductId").asLong(), key -> new ArrayList<>())
                        .add(product);
            }
        }
        List<String> differences = new ArrayList<>();
        for (JsonNode product : products) {
            if (!product.path("parentProductId").isNull()) {
                continue;
            }
            String sku = product.path("sku").asText();
            JsonNode there = shown.get(sku);
            List<JsonNode> family = variants.getOrDefault(product.path("id").asLong(), List.of());
            if (there == null) {
                differences.add(sku + " is missing: "
                        + shop.row(store, new Item(product.path("id").asLong(), sku))
                                .path("errorMessage"));
                continue;
            }
            model.differences(product, there, family).forEach(difference -> differences.add(sku + " " + difference));
            if (!family.isEmpty()) {
                Map<String, JsonNode> variations =
                        bySku(store, "/products/" + there.path("id").asLong() + "/variations");
                assertThat(variations).as("%s, seed %d", sku, seed).hasSameSizeAs(family);
                for (JsonNode variant : family) {
                    String own = variant.path("sku").asText();
                    JsonNode variation = variations.get(own);
                    List<String> found = variation == null
                            ? List.of("is missing")
                            : model.variantDifferences(variant, product, variation);
                    found.forEach(difference -> differences.add(own + " " + difference));
                }
            }
        }
        assertThat(differences).as("in %s, seed %d", store.name(), seed).isEmpty();
    }

    /** Over the store's API, as a shop's own program would read it. */
    private Map<String, JsonNode> bySku(Connected store, String path) throws Exception {
        String keys = store.store().consumerKey() + ":" + store.store().consumerSecret();
        String basic = "Basic " + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
        Map<String, JsonNode> all = new HashMap<>();
        for (int page = 1; ; page++) {
            URI uri = URI.create("%s/wp-json/wc/v3%s?context=edit&per_page=%d&page=%d"
                    .formatted(store.store().url(), path, PAGE, page));
            JsonNode items = api.send(HttpRequest.newBuilder(uri)
                            .header("Authorization", basic)
                            .build())
                    .expect(200)
                    .json();
            items.forEach(item -> all.put(item.path("sku").asText(), item));
            if (items.size() < PAGE) {
                return all;
            }
        }
    }
}
