package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Categories, tags and global attributes: found or made once per store, never doubled, and named by their ids. */
@SyncTest
class TermsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Connected store;

    @BeforeEach
    void aStore() {
        store = shop.connect();
    }

    @Test
    void makesCategoriesLevelByLevelAndOnce() {
        long clothing = store.store().seedCategory("Clothing");
        Item shirt = shop.product("\"categories\":[\"Clothing > Shirts\",\"New > Summer\"],\"tags\":[\"linen\"]");
        Item other = shop.product("\"categories\":[\"clothing > shirts\"],\"tags\":[\"Linen\"]");

        shop.export(store, shirt, other);

        assertThat(names(shirt, "categories")).containsExactlyInAnyOrder("Shirts", "Summer");
        assertThat(ids(other, "categories")).isEqualTo(ids(shirt, "categories").subList(0, 1));
        assertThat(ids(other, "tags")).isEqualTo(ids(shirt, "tags"));
        assertThat(ids(shirt, "categories")).doesNotContain(clothing);
        assertThat(termCalls()).as("two levels of categories, and tags").hasSize(3);

        store.store().clearCalls();
        shop.change(other, "{\"categories\":[\"New > Summer\",\"Clothing\"]}");
        awaitUntil(() -> names(other, "categories").containsAll(List.of("Summer", "Clothing")));
        assertThat(ids(other, "categories")).contains(clothing);
        assertThat(termCalls()).as("Clothing is known from the way to Shirts").isEmpty();
    }

    @Test
    void takesCategoriesTagsAndAttributesOffAgain() {
        Item shirt = shop.product("\"categories\":[\"Hats\"],\"tags\":[\"wool\"]");
        shop.export(store, shirt);

        shop.change(shirt, "{\"categories\":[],\"tags\":[]}");

        awaitUntil(() -> names(shirt, "tags").isEmpty());
        assertThat(names(shirt, "categories")).containsExactly("Uncategorized");
    }

    @Test
    void usesTheGlobalAttributeOfTheStoreAndElseACustomOne() {
        String global = "Term colour " + NUMBER.incrementAndGet();
        long id = store.store().seedAttribute(global);
        long colour = attribute(global);
        long fit = attribute("Term fit " + NUMBER.incrementAndGet());
        Item shirt = shop.product(
                ("\"attributes\":[{\"attributeId\":%d,\"value\":\"Red\"}," + "{\"attributeId\":%d,\"value\":\"Slim\"}]")
                        .formatted(colour, fit));

        shop.export(store, shirt);

        assertThat(ids(shirt, "attributes")).containsExactlyInAnyOrder(id, 0L);
        assertThat(store.store().calls())
                .filteredOn(call -> call.path().endsWith("/products/attributes"))
                .hasSize(1);
    }

    @Test
    void makesATermAgainThatTheShopOwnerDeleted() throws Exception {
        Item shirt = shop.product("\"categories\":[\"Gone soon\"]");
        shop.export(store, shirt);
        long before = ids(shirt, "categories").get(0);
        deleteCategory(before);

        shop.export(store, shirt);

        awaitUntil(() -> names(shirt, "categories").equals(List.of("Gone soon")));
        shop.awaitStatus(store, shirt, "synced");
        assertThat(ids(shirt, "categories").get(0)).isNotEqualTo(before);
    }

    @Test
    void doublesNoTermWhoseAnswerIsLost() {
        Item shirt = shop.product("\"tags\":[\"lost answer\"]");
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.WRITES);

        shop.export(store, shirt);

        assertThat(names(shirt, "tags")).containsExactly("lost answer");
        assertThat(jdbc.sql("SELECT count(*) FROM store_term WHERE connection_id = ? AND kind = 'tag'")
                        .param(store.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void takesTwoSpellingsInOneBatchForOneTerm() {
        Item upper = shop.product("\"tags\":[\"Red\"]");
        Item lower = shop.product("\"tags\":[\"red\"]");

        shop.export(store, upper, lower);

        assertThat(ids(upper, "tags")).isEqualTo(ids(lower, "tags")).hasSize(1);
    }

    @Test
    void makesATermOnceForManyBatchesAtATime() {
        Connected busy = shop.connect("\"concurrency\":4,\"batchSize\":5");
        List<Item> products = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            products.add(shop.product("\"tags\":[\"shared " + i % 3 + "\"]"));
        }

        shop.export(busy, products);

        assertThat(busy.store().calls().stream()
                        .filter(call -> call.path().endsWith("/tags/batch"))
                        .count())
                .isLessThanOrEqualTo(3);
        assertThat(products)
                .allSatisfy(
                        product -> assertThat(busy.shows(product).orElseThrow().path("tags"))
                                .hasSize(1));
    }

    @Test
    void makesTheParentOfACategoryAgain() {
        Item fine = shop.product("\"categories\":[\"Fine\"]");
        shop.export(store, fine);
        jdbc.sql("UPDATE store_term SET woo_id = 999999 WHERE connection_id = ? AND name = 'Fine'")
                .param(store.id())
                .update();
        Item child = shop.product("\"categories\":[\"Fine > Child\"]");

        shop.export(store, child);

        shop.awaitStatus(store, child, "synced");
        assertThat(names(child, "categories")).containsExactly("Child");
    }

    @Test
    void bringsTheImagesOfAProductThatCameBackWithoutATerm() {
        shop.export(store, shop.product("\"categories\":[\"Gone\"]"));
        jdbc.sql("UPDATE store_term SET woo_id = 999999 WHERE connection_id = ? AND name = 'Gone'")
                .param(store.id())
                .update();
        long image = api.post("/assets", "{\"url\":\"https://cdn.example/came-back.jpg\"}")
                .expect(201)
                .id();
        Item shirt = shop.product("\"categories\":[\"Gone\"],\"assets\":[" + image + "]");

        shop.export(store, shirt);

        shop.awaitQuiet(store);
        assertThat(names(shirt, "categories")).containsExactly("Gone");
        assertThat(shown(shirt).path("images")).hasSize(1);
    }

    private long attribute(String name) {
        return api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"}".formatted(name))
                .expect(201)
                .id();
    }

    private void deleteCategory(long id) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                        store.store().url() + "/wp-json/wc/v3/products/categories/" + id + "?force=true"))
                .header(
                        "Authorization",
                        dev.caravan.woocommerce.BasicAuthentication.header(
                                store.store().consumerKey(), store.store().consumerSecret()))
                .DELETE()
                .build();
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private List<SandboxCall> termCalls() {
        return store.store().calls().stream()
                .filter(call -> call.path().matches(".*/(categories|tags)/batch"))
                .toList();
    }

    private List<String> names(Item product, String field) {
        List<String> names = new ArrayList<>();
        shown(product).path(field).forEach(term -> names.add(term.path("name").asText()));
        return names;
    }

    private List<Long> ids(Item product, String field) {
        List<Long> ids = new ArrayList<>();
        shown(product).path(field).forEach(term -> ids.add(term.path("id").asLong()));
        return ids;
    }

    private ObjectNode shown(Item product) {
        return store.shows(product).orElseThrow();
    }
}
