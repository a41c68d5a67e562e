package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** After an export and any changes the whole store is as the catalogue says, and nothing else in it is touched. */
@SyncTest
class WholeStoreTest {

    /** A run that fails is repeated with the seed that it names. */
    private final long seed = Long.getLong("caravan.seed", System.nanoTime());

    private static final List<String> SIZES = List.of("S", "M", "L", "XL");

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    private final Random random = new Random(seed);
    private final List<Item> products = new ArrayList<>();
    private final List<Item> parents = new ArrayList<>();
    private final List<Long> images = new ArrayList<>();
    private Connected store;
    private int sizes;
    private long size;
    private long colour;

    @Test
    void isAsTheCatalogueSays() {
        ObjectNode foreign = store.store().product(seedForeign()).orElseThrow();

        shop.export(store, products);
        shop.awaitQuiet(store);
        compare();
        for (int i = 0; i < 60; i++) {
            change();
        }
        shop.awaitAllBefore(store, products.get(0));
        shop.awaitQuiet(store);
        compare();

        assertThat(store.store().product(foreign.path("id").asLong())).contains(foreign);
        store.store().clearCalls();
        api.post(
                        Shop.PATH + "/connections/export",
                        Shop.exportBody(store, products).replace("}", ",\"partialUpdate\":true}"))
                .expect(200);
        assertThat(store.store().calls())
                .as("the store shows it all, seed %d", seed)
                .isEmpty();
    }

    @BeforeEach
    void prepare() {
        store = shop.connect();
        String run = String.valueOf(store.id());
        store.store().seedAttribute("Whole colour " + run);
        colour = id("/attributes", "{\"name\":\"Whole colour " + run + "\",\"type\":\"text\"}");
        size = id("/attributes", "{\"name\":\"Whole size " + run + "\",\"type\":\"text\"}");
        for (int i = 0; i < 6; i++) {
            images.add(id("/assets", "{\"url\":\"https://cdn.example/whole-%s-%d.jpg\"}".formatted(run, i)));
        }
        for (int i = 0; i < 8; i++) {
            products.add(shop.product());
        }
        for (int i = 0; i < 2; i++) {
            Item parent = shop.product("\"type\":\"variable\"");
            products.add(parent);
            parents.add(parent);
            addVariant(parent);
            addVariant(parent);
        }
        for (int i = 0; i < 30; i++) {
            change();
        }
    }

    private long seedForeign() {
        return store.store()
                .seedProduct(JsonNodeFactory.instance
                        .objectNode()
                        .put("sku", "FOREIGN")
                        .put("name", "Not ours")
                        .put("regular_price", "1"));
    }

    private void change() {
        Item product = products.get(random.nextInt(products.size()));
        switch (random.nextInt(8)) {
            case 0 -> shop.price(product, price());
            case 1 -> shop.change(product, "{\"name\":\"Name & more " + random.nextInt(9) + "\"}");
            case 2 -> shop.change(product, "{\"categories\":" + some("Main > Sub ", 4) + "}");
            case 3 -> shop.change(product, "{\"tags\":" + some("tag ", 4) + "}");
            case 4 -> shop.change(product, "{\"assets\":" + someImages() + "}");
            case 5 ->
                shop.change(
                        product,
                        "{\"attributes\":[{\"attributeId\":%d,\"value\":%s}]}"
                                .formatted(colour, random.nextBoolean() ? "\"Red\"" : "null"));
            case 6 -> addVariant(parents.get(random.nextInt(parents.size())));
            default -> changeVariant(parents.get(random.nextInt(parents.size())));
        }
    }

    private void addVariant(Item parent) {
        api.post(
                        "/products/" + parent.id() + "/variants",
                        ("{\"sku\":\"%s-%d\",\"name\":\"v\",\"status\":\"complete\",\"price\":\"%s\","
                                        + "\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]}")
                                .formatted(parent.sku(), random.nextInt(1_000_000), price(), size, newSize()))
                .expect(201);
    }

    private void changeVariant(Item parent) {
        List<JsonNode> variants = variants(parent);
        if (variants.isEmpty()) {
            return;
        }
        long variant = variants.get(random.nextInt(variants.size())).path("id").asLong();
        switch (random.nextInt(3)) {
            case 0 ->
                api.patch("/products/" + variant, "{\"price\":\"" + price() + "\"}")
                        .expect(200);
            case 1 ->
                api.patch(
                                "/products/" + variant,
                                "{\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]}".formatted(size, newSize()))
                        .expect(200);
            default ->
                api.delete("/products/" + parent.id() + "/variants/" + variant).expect(204);
        }
    }

    private void compare() {
        for (Item product : products) {
            JsonNode wanted = api.get("/products/" + product.id()).expect(200).json();
            ObjectNode shown = store.shows(product).orElseThrow();
            String what = product.sku() + ", seed " + seed;
            assertThat(shown.path("name").asText().replace("&amp;", "&"))
                    .as(what)
                    .isEqualTo(wanted.path("name").asText());
            assertThat(names(shown.path("tags"))).as(what).isEqualTo(texts(wanted.path("tags"), ""));
            TreeSet<String> categories = names(shown.path("categories"));
            categories.remove("Uncategorized");
            assertThat(categories).as(what).isEqualTo(texts(wanted.path("categories"), "Main > "));
            assertThat(list(shown.path("images"), "alt"))
                    .as(what)
                    .isEqualTo(list(wanted.path("assets"), "name").stream()
                            .map(name -> name.replace(".jpg", ""))
                            .toList());
            if (parents.contains(product)) {
                compareVariants(product, shown, what);
            } else {
                assertThat(number(shown, "regular_price")).as(what).isEqualByComparingTo(number(wanted, "price"));
            }
        }
    }

    private void compareVariants(Item parent, ObjectNode shown, String what) {
        List<JsonNode> wanted = variants(parent);
        List<ObjectNode> there = store.store().variations(shown.path("id").asLong());
        assertThat(there)
                .extracting(v -> v.path("sku").asText())
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        wanted.stream().map(v -> v.path("sku").asText()).toList());
        TreeSet<String> options = new TreeSet<>();
        for (JsonNode variant : wanted) {
            ObjectNode variation =
                    store.store().productBySku(variant.path("sku").asText()).orElseThrow();
            String option = variant.path("attributes").path(0).path("value").asText();
            options.add(option);
            assertThat(number(variation, "regular_price")).as(what).isEqualByComparingTo(number(variant, "price"));
            assertThat(variation.path("attributes").path(0).path("option").asText())
                    .as(what)
                    .isEqualTo(option);
        }
        TreeSet<String> offered = new TreeSet<>();
        shown.path("attributes").forEach(attribute -> {
            if (attribute.path("variation").asBoolean()) {
                attribute.path("options").forEach(option -> offered.add(option.asText()));
            }
        });
        assertThat(offered).as(what).isEqualTo(options);
    }

    private List<JsonNode> variants(Item parent) {
        JsonNode page = api.get("/products/" + parent.id() + "/variants?limit=100")
                .expect(200)
                .json();
        return StreamSupport.stream(page.path("data").spliterator(), false).toList();
    }

    private long id(String path, String json) {
        return api.post(path, json).expect(201).id();
    }

    /** Of its own for each variant: one with the size of another would be refused. */
    private String newSize() {
        return SIZES.get(random.nextInt(SIZES.size())) + ++sizes;
    }

    private String price() {
        return (1 + random.nextInt(90)) + ".50";
    }

    private String some(String prefix, int most) {
        TreeSet<String> names = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            names.add("\"" + prefix + random.nextInt(most) + "\"");
        }
        return names.toString();
    }

    private String someImages() {
        List<Long> chosen = new ArrayList<>(images);
        java.util.Collections.shuffle(chosen, random);
        return chosen.subList(0, random.nextInt(4)).toString();
    }

    private static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText());
    }

    private static TreeSet<String> names(JsonNode terms) {
        return new TreeSet<>(list(terms, "name"));
    }

    private static TreeSet<String> texts(JsonNode texts, String prefix) {
        TreeSet<String> set = new TreeSet<>();
        texts.forEach(text -> set.add(text.asText().replace(prefix, "")));
        return set;
    }

    private static List<String> list(JsonNode nodes, String field) {
        List<String> values = new ArrayList<>();
        nodes.forEach(node -> values.add(node.path(field).asText()));
        return values;
    }
}
