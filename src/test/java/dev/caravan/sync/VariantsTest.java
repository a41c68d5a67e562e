package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxFault;
import dev.caravan.sandbox.SandboxScope;
import dev.caravan.sandbox.SandboxWrite;
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

/** Variable products: parents before their variations, and only what changed. */
@SyncTest
class VariantsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Connected store;
    private long size;
    private Item parent;
    private Item small;
    private Item medium;

    @BeforeEach
    void aShirtInTwoSizes() {
        store = shop.connect();
        size = api.post(
                        "/attributes",
                        "{\"name\":\"Variant size %d\",\"type\":\"choice\",\"options\":[\"S\",\"M\",\"L\"]}"
                                .formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
        parent = shop.product("\"type\":\"variable\"");
        medium = variant("M");
        small = variant("S");
    }

    @Test
    void bringsAParentAndThenItsVariations() {
        JsonNode answer = shop.export(store, parent);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("syncedCount").asInt()).isEqualTo(3);
        ObjectNode shown = store.shows(parent).orElseThrow();
        assertThat(shown.path("type").asText()).isEqualTo("variable");
        assertThat(options(shown)).as("in the order of the choice").containsExactly("S", "M");
        assertThat(shown.path("attributes").path(0).path("variation").asBoolean())
                .isTrue();
        assertThat(variation(small).path("attributes").path(0).path("option").asText())
                .isEqualTo("S");
        assertThat(variation(small).path("regular_price").asText()).isEqualTo("20.00");
        assertThat(store.store().writes())
                .extracting(SandboxWrite::sku)
                .startsWith(parent.sku())
                .hasSize(3);
        assertThat(store.pushCalls())
                .as("one for the parent, one for its variations")
                .hasSize(2);
    }

    @Test
    void takesTheParentAlongWithAVariant() {
        shop.export(store, small);

        assertThat(store.shows(parent)).isPresent();
        assertThat(shop.status(store, small)).isEqualTo("synced");
        assertThat(shop.row(store, medium).isMissingNode())
                .as("nobody asked for it")
                .isTrue();
    }

    @Test
    void sendsJustTheVariationWhosePriceChanged() {
        shop.export(store, parent);
        store.store().clearCalls();

        shop.price(small, "21.00");
        awaitUntil(() -> variation(small).path("regular_price").asText().equals("21.00"));
        shop.awaitQuiet(store);

        assertThat(store.store().calls()).hasSize(1);
        assertThat(store.store().writes()).singleElement().satisfies(write -> {
            assertThat(write.sku()).isEqualTo(small.sku());
            assertThat(write.fields().has("regular_price")).isTrue();
            assertThat(write.fields().has("attributes")).isFalse();
        });
    }

    @Test
    void sendsJustTheVariationWhoseStockChanged() {
        shop.export(store, parent);
        store.store().clearCalls();

        shop.change(medium, "{\"stockQuantity\":3}");
        awaitUntil(() -> variation(medium).path("stock_quantity").asInt() == 3);
        shop.awaitQuiet(store);

        assertThat(store.store().writes()).singleElement().satisfies(write -> {
            assertThat(write.sku()).isEqualTo(medium.sku());
            assertThat(write.fields().has("stock_quantity")).isTrue();
            assertThat(write.fields().has("regular_price")).isFalse();
        });
    }

    @Test
    void addsAndRemovesVariantsWithTheirOptions() {
        shop.export(store, parent);

        Item large = variant("L");
        awaitUntil(() -> options(store.shows(parent).orElseThrow()).equals(List.of("S", "M", "L")));
        shop.awaitStatus(store, large, "synced");
        assertThat(variations()).containsExactlyInAnyOrder(small.sku(), medium.sku(), large.sku());

        api.delete("/products/%d/variants/%d".formatted(parent.id(), small.id()))
                .expect(204);
        shop.awaitUnlinked(store, small);
        awaitUntil(() -> options(store.shows(parent).orElseThrow()).equals(List.of("M", "L")));

        assertThat(variations()).containsExactlyInAnyOrder(medium.sku(), large.sku());
        shop.awaitQuiet(store);
        assertThat(shop.status(store, parent)).isEqualTo("synced");
    }

    @Test
    void changesTheOptionOfAVariantAndOfItsParent() {
        shop.export(store, parent);

        shop.change(small, "{\"attributes\":[{\"attributeId\":%d,\"value\":\"L\"}]}".formatted(size));

        awaitUntil(() -> variation(small)
                .path("attributes")
                .path(0)
                .path("option")
                .asText()
                .equals("L"));
        awaitUntil(() -> options(store.shows(parent).orElseThrow()).equals(List.of("M", "L")));
    }

    @Test
    void keepsTheStoresProductButForgetsTheLinksOfADeletedOne() {
        shop.export(store, parent);

        shop.delete(parent);

        shop.awaitUnlinked(store, parent);
        shop.awaitUnlinked(store, small);
        assertThat(variations()).hasSize(2);
    }

    @Test
    void deletesAParentWithItsVariations() {
        shop.configure(store, "{\"onDelete\":\"delete\"}");
        shop.export(store, parent);

        shop.delete(parent);

        shop.awaitUnlinked(store, parent);
        shop.awaitUnlinked(store, small);
        assertThat(store.store().productCount()).isZero();
        assertThat(store.pushCalls()).as("its variations go with it").hasSize(3);
    }

    @Test
    void makesAParentAgainWithItsVariationsThatTheShopOwnerDeleted() {
        shop.export(store, parent);
        store.store().removeProduct(store.shows(parent).orElseThrow().path("id").asLong());

        shop.change(parent, "{\"name\":\"New name\"}");

        shop.awaitField(store, parent, "name", "New name");
        awaitUntil(() -> variations().size() == 2);
        shop.awaitQuiet(store);
        assertThat(shop.status(store, small)).isEqualTo("synced");
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void makesTheParentAgainIfOnlyAVariantChanges() {
        shop.export(store, parent);
        store.store().removeProduct(store.shows(parent).orElseThrow().path("id").asLong());

        shop.price(small, "23.00");

        awaitUntil(() -> store.shows(small)
                .filter(v -> v.path("regular_price").asText().equals("23.00"))
                .isPresent());
        awaitUntil(() -> variations().size() == 2);
        shop.awaitQuiet(store);
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void makesEachVariationOnceIfTheAnswerIsLost() {
        shop.export(store, parent);
        Item large = variant("L");
        shop.awaitStatus(store, large, "synced");
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);
        AtomicInteger made = new AtomicInteger();

        Item other = variant("S");
        shop.awaitStatus(store, other, "synced");

        store.store().writes().stream()
                .filter(write ->
                        write.sku().equals(other.sku()) && write.operation().equals("create"))
                .forEach(write -> made.incrementAndGet());
        assertThat(made).hasValue(1);
        assertThat(variations()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void givesUpOnlyTheVariationThatTheStoreRefuses() {
        store.store().faults().refuseSku(small.sku(), "product_invalid_name", "No such size here");

        JsonNode answer = shop.export(store, parent);

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(2);
        assertThat(shop.status(store, small)).isEqualTo("error");
        assertThat(shop.status(store, medium)).isEqualTo("synced");
    }

    @Test
    void saysThatTheParentIsMissingAndSendsItsVariantsOnceItIsThere() {
        store.store().faults().refuseSku(parent.sku(), "product_invalid_name", "Not like this");
        shop.export(store, parent);
        assertThat(shop.row(store, small).path("errorMessage").asText())
                .contains("variable product " + parent.id() + " is not in the store");

        store.store().faults().clear();
        shop.change(parent, "{\"name\":\"Better\"}");

        shop.awaitStatus(store, small, "synced");
        shop.awaitStatus(store, medium, "synced");
        assertThat(shop.deadLetters(store, ""))
                .allMatch(letter -> !letter.path("state").asText().equals("open"));
    }

    @Test
    void turnsASimpleProductIntoAVariableOneAndBack() {
        Item shirt = shop.product();
        shop.export(store, shirt);
        shop.change(shirt, "{\"type\":\"variable\"}");
        shop.awaitField(store, shirt, "type", "variable");

        shop.change(shirt, "{\"type\":\"simple\"}");
        shop.awaitField(store, shirt, "type", "simple");

        assertThat(store.field(shirt.sku(), "regular_price")).isEqualTo("10.00");
        shop.price(shirt, "11.00");
        shop.awaitField(store, shirt, "regular_price", "11.00");
        shop.awaitQuiet(store);
    }

    /** Its SKU is taken until the old parent's variation has gone; the new one waits for that. */
    @Test
    void movesAVariantToAnotherParent() {
        shop.export(store, parent);
        Item other = shop.product("\"type\":\"variable\"");
        shop.export(store, other);

        api.delete("/products/" + parent.id() + "/variants/" + small.id());
        Item moved = new Item(
                api.post(
                                "/products/" + other.id() + "/variants",
                                ("{\"sku\":\"%s\",\"name\":\"Moved\",\"status\":\"complete\",\"price\":\"21.00\","
                                                + "\"attributes\":[{\"attributeId\":%d,\"value\":\"S\"}]}")
                                        .formatted(small.sku(), size))
                        .expect(201)
                        .id(),
                small.sku());

        shop.awaitStatus(store, moved, "synced");
        assertThat(variation(moved).path("parent_id").asLong())
                .isEqualTo(store.shows(other).orElseThrow().path("id").asLong());
        assertThat(variation(moved).path("regular_price").asText()).isEqualTo("21.00");
        assertThat(variations()).doesNotContain(small.sku());
    }

    @Test
    void neverDeletesVariationsByMakingAProductSimple() {
        Item shirt = shop.product("\"type\":\"variable\"");
        shop.export(store, shirt);
        long id = store.shows(shirt).orElseThrow().path("id").asLong();
        store.store()
                .seedVariation(
                        id, JsonNodeFactory.instance.objectNode().put("sku", "BY-HAND-" + NUMBER.incrementAndGet()));

        shop.change(shirt, "{\"type\":\"simple\"}");

        shop.awaitStatus(store, shirt, "error");
        assertThat(shop.row(store, shirt).path("errorMessage").asText()).contains("1 variation(s)");
        assertThat(store.store().variations(id)).hasSize(1);
    }

    @Test
    void sendsThousandsOfVariationsInFullBatches() {
        int count = 1_000;
        Item big = shop.product("\"type\":\"variable\"");
        jdbc.sql("""
                        INSERT INTO product (account_id, sku, name, type, parent_product_id, status, price, attribute_values)
                        SELECT account_id, sku || '-' || n, 'v', 'variant', id, 'complete', n,
                               jsonb_build_object(:size::text, 'N' || n)
                        FROM product, generate_series(1, :count) n WHERE id = :parent""")
                .param("size", size)
                .param("count", count)
                .param("parent", big.id())
                .update();

        JsonNode answer = shop.export(store, big);

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(count + 1);
        assertThat(store.store()
                        .variations(store.shows(big).orElseThrow().path("id").asLong()))
                .hasSize(count);
        assertThat(store.pushes()).isLessThanOrEqualTo(1 + count / 25);
    }

    private Item variant(String option) {
        String sku = parent.sku() + "-" + option + "-" + NUMBER.incrementAndGet();
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        ("{\"sku\":\"%s\",\"name\":\"Shirt %s\",\"status\":\"complete\",\"price\":\"20.00\","
                                        + "\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]}")
                                .formatted(sku, option, size, option))
                .expect(201)
                .id();
        return new Item(id, sku);
    }

    private ObjectNode variation(Item variant) {
        return store.shows(variant).orElseThrow();
    }

    private List<String> variations() {
        long id = store.shows(parent).orElseThrow().path("id").asLong();
        return store.store().variations(id).stream()
                .map(variation -> variation.path("sku").asText())
                .toList();
    }

    private static List<String> options(ObjectNode product) {
        List<String> options = new ArrayList<>();
        product.path("attributes").path(0).path("options").forEach(option -> options.add(option.asText()));
        return options;
    }
}
