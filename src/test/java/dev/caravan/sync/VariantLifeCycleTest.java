package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Item;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Parents and variants that are deleted, lost, moved or become another type. */
@SyncTest
class VariantLifeCycleTest extends ShirtInTwoSizes {

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
        long fit = api.post(
                        "/attributes",
                        "{\"name\":\"Variant fit %d\",\"type\":\"text\"}".formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
        String slim = "{\"attributeId\":%d,\"value\":\"Slim\"}".formatted(fit);
        Item large = variant("L");
        shop.awaitStatus(store, large, "synced");
        shop.change(large, "{\"attributes\":[" + slim + "]}");
        awaitUntil(() -> variation(large).path("attributes").size() == 2);
        shop.awaitQuiet(store);
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.BATCHES);
        AtomicInteger made = new AtomicInteger();

        Item other = slimAndSmall(slim); // options that its parent offers already, so that only the variation is sent
        shop.awaitStatus(store, other, "synced");

        store.store().writes().stream()
                .filter(write ->
                        write.sku().equals(other.sku()) && write.operation().equals("create"))
                .forEach(write -> made.incrementAndGet());
        assertThat(made).hasValue(1);
        assertThat(variations()).hasSize(4).doesNotHaveDuplicates();
    }

    private Item slimAndSmall(String slim) {
        String sku = parent.sku() + "-S-slim";
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        ("{\"sku\":\"%s\",\"name\":\"Slim\",\"status\":\"complete\",\"price\":\"20.00\","
                                        + "\"attributes\":[{\"attributeId\":%d,\"value\":\"S\"},%s]}")
                                .formatted(sku, size, slim))
                .expect(201)
                .id();
        return new Item(id, sku);
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
}
