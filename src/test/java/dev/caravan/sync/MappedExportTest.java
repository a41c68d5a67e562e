package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What stores show by their connections' export mappings. */
@SyncTest
class MappedExportTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void sendsOnlyWhatIsSelectedAndLeavesTheRestToTheStore() {
        Connected store = shop.connect();
        map(store, "{\"selectedFields\":[\"price\"]}");
        Item product = shop.product("\"description\":\"ours\",\"tags\":[\"new\"]");
        shop.export(store, product);
        assertThat(lastWrite(store).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "sku", "regular_price", "status", "meta_data");
        editInStore(store, product, "{\"description\":\"theirs\"}");

        shop.change(product, "{\"description\":\"ours again\",\"price\":\"11.00\"}");

        shop.awaitField(store, product, "regular_price", "11.00");
        assertThat(store.field(product.sku(), "description")).isEqualTo("theirs");
    }

    /** Without its status in the create, the store would publish it. */
    @Test
    void doesNotPublishAnIncompleteProductWhoseStatusIsNotSelected() {
        Connected store = shop.connect();
        map(store, "{\"selectedFields\":[]}");
        Item product = shop.incompleteProduct();
        shop.export(store, product);

        assertThat(store.field(product.sku(), "status")).isEqualTo("draft");
    }

    @Test
    void bringsAllLinkedProductsToWhatANewMappingSaysWithFewCalls() {
        Connected store = shop.connect();
        List<Item> products = List.of(shop.product(), shop.product(), shop.product());
        shop.export(store, products);
        store.store().clearCalls();

        long mapping = map(
                store,
                "{\"selectedFields\":[\"price\"],\"priceRules\":{\"multiplier\":\"1.19\",\"rounding\":\".99\"}}");
        products.forEach(product -> shop.awaitField(store, product, "regular_price", "11.99"));
        shop.awaitQuiet(store);
        assertThat(store.pushes()).isLessThanOrEqualTo(2);
        assertThat(lastWrite(store).fieldNames()).toIterable().containsExactly("id", "regular_price");

        api.delete(Shop.PATH + "/connections/export-mappings/" + mapping).expect(204);
        products.forEach(product -> shop.awaitField(store, product, "regular_price", "10.00"));
    }

    @Test
    void showsTheCataloguesValueAgainWhenAFieldIsSelectedAgain() {
        Connected store = shop.connect();
        Item product = shop.product("\"description\":\"ours\"");
        shop.export(store, product);
        long mapping = map(store, "{\"selectedFields\":[\"price\"]}");
        shop.awaitQuiet(store);
        editInStore(store, product, "{\"description\":\"theirs\"}");

        api.put(Shop.PATH + "/connections/export-mappings/" + mapping, "{\"isActive\":false}")
                .expect(200);

        shop.awaitField(store, product, "description", "ours");
    }

    @Test
    void notesANewMappingForProductsWithoutAutomaticSync() {
        Connected store = shop.connect("\"autoSync\":false");
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();

        map(store, "{\"selectedFields\":[\"price\"],\"priceRules\":{\"multiplier\":2}}");
        assertThat(shop.status(store, product)).isEqualTo("synced");
        assertThat(store.pushes()).isZero();

        shop.configure(store, "{\"autoSync\":true}");
        shop.awaitField(store, product, "regular_price", "20.00");
    }

    @Test
    void makesAnAttributeABrandAndTakesItOffAgain() {
        Connected store = shop.connect();
        String maker = attribute("text");
        map(store, "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"brands\"}}".formatted(maker));
        Item shirt = shop.product(values(maker, "\"Acme\""));
        Item hat = shop.product(values(maker, "\"Acme\""));

        shop.export(store, List.of(shirt, hat));

        JsonNode brand = store.shows(shirt).orElseThrow().path("brands").path(0);
        assertThat(brand.path("name").asText()).isEqualTo("Acme");
        assertThat(store.shows(hat).orElseThrow().path("brands").path(0).path("id"))
                .as("one brand for both")
                .isEqualTo(brand.path("id"));
        shop.change(shirt, "{" + values(maker, "null") + "}");
        Shop.awaitUntil(() -> store.shows(shirt).orElseThrow().path("brands").isEmpty());
    }

    @Test
    void writesChangesAndDeletesMetaDataByKey() {
        Connected store = shop.connect();
        String colour = attribute("text");
        String size = attribute("text");
        map(
                store,
                "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"meta_data.colour\",\"%s\":\"meta_data.size\"}}"
                        .formatted(colour, size));
        Item product = shop.product(values(colour, "\"red\"", size, "\"L\""));
        shop.export(store, product);
        editInStore(store, product, "{\"meta_data\":[{\"key\":\"theirs\",\"value\":\"stays\"}]}");
        String mark = meta(store, product, "_caravan_product");

        shop.change(product, "{" + values(colour, "\"blue\"") + "}");
        Shop.awaitUntil(() -> meta(store, product, "colour").equals("blue"));
        assertThat(lastWrite(store).path("meta_data")).hasSize(1);
        shop.change(product, "{" + values(colour, "null") + "}");
        Shop.awaitUntil(() -> meta(store, product, "colour").isEmpty());

        assertThat(meta(store, product, "size")).isEqualTo("L");
        assertThat(meta(store, product, "theirs")).isEqualTo("stays");
        assertThat(meta(store, product, "_caravan_product")).isEqualTo(mark).isNotEmpty();
    }

    @Test
    void removesFromTheStoreWhatIsRemovedFromTheProduct() {
        Connected store = shop.connect();
        String colour = attribute("text");
        Item product = shop.product(
                "\"description\":\"long\",\"tags\":[\"new\"],\"salePrice\":\"9.00\"," + values(colour, "\"red\""));
        shop.export(store, product);
        assertThat(store.shows(product).orElseThrow().path("attributes")).hasSize(1);

        shop.change(product, "{\"description\":null,\"tags\":[],\"salePrice\":null," + values(colour, "null") + "}");

        shop.awaitField(store, product, "description", "");
        ObjectNode shown = store.shows(product).orElseThrow();
        assertThat(shown.path("sale_price").asText()).isEmpty();
        assertThat(shown.path("tags")).isEmpty();
        assertThat(shown.path("attributes")).isEmpty();
    }

    @Test
    void refusesAValueThatTheStoreWouldMisreadUntilItIsRight() {
        Connected store = shop.connect();
        String price = attribute("text");
        map(store, "{\"selectedFields\":[\"price\"],\"priceRules\":{\"priceAttribute\":\"%s\"}}".formatted(price));
        Item product = shop.product(values(price, "\"12,50\""));
        JsonNode result = shop.export(store, product).path("results").path(0);

        assertThat(result.path("status").asText()).isEqualTo("error");
        assertThat(result.path("message").asText())
                .contains("regular_price (attribute " + price + ") cannot be \"12,50\"");
        assertThat(store.pushes()).isZero();
        assertThat(shop.deadLetters(store, "").path(0).path("code").asText()).isEqualTo("not_a_number");

        shop.change(product, "{" + values(price, "\"12.50\"") + "}");
        shop.export(store, product);
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("12.50");
        assertThat(shop.deadLetters(store, "&state=open"))
                .noneMatch(letter -> letter.path("state").asText().equals("open"));
    }

    /** The store never shows these values as they were sent. */
    @Test
    void doesNotSendForEverWhatComesBackInAnotherForm() {
        Connected store = shop.connect();
        Item product = shop.product(
                "\"description\":\"Tom & Jerry \\\\\\\\ back <script>x</script> \\u0007\",\"weight\":\"1.50\"");
        shop.change(product, "{\"name\":\"A & B \\\\\\\\ <b>c</b>\"}");
        shop.export(store, product);
        assertThat(store.field(product.sku(), "name")).isEqualTo("A &amp; B \\\\ &lt;b&gt;c&lt;/b&gt;");
        store.store().clearCalls();

        shop.change(product, "{\"weight\":1.5,\"price\":\"10\"}");
        api.post(
                        Shop.PATH + "/connections/export",
                        "{\"connectionId\":%d,\"productIds\":[%d],\"partialUpdate\":true}"
                                .formatted(store.id(), product.id()))
                .expect(200);

        assertThat(store.pushes()).isZero();
    }

    private long map(Connected store, String mapping) {
        return api.post(Shop.PATH + "/connections/" + store.id() + "/export-mappings", mapping)
                .expect(201)
                .id();
    }

    private String attribute(String type) {
        String name = "mapped " + NUMBER.incrementAndGet();
        api.post("/attributes", "{\"name\":\"%s\",\"type\":\"%s\"}".formatted(name, type))
                .expect(201);
        return name;
    }

    /** The member {@code attributes} of a product. @param namesAndValues values as JSON */
    private static String values(String... namesAndValues) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"value\":%s}".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return "\"attributes\":[" + list + "]";
    }

    private static JsonNode lastWrite(Connected store) {
        List<SandboxWrite> writes = store.store().writes();
        return writes.get(writes.size() - 1).fields();
    }

    private static String meta(Connected store, Item product, String key) {
        for (JsonNode meta : store.shows(product).orElseThrow().path("meta_data")) {
            if (meta.path("key").asText().equals(key)) {
                return meta.path("value").asText();
            }
        }
        return "";
    }

    private static ObjectNode json(String object) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(object, e);
        }
    }

    private static void editInStore(Connected store, Item product, String fields) {
        long id = store.shows(product).orElseThrow().path("id").asLong();
        store.store().editProduct(id, json(fields));
    }
}
