package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop moves a product to its trash, where it takes updates as before and customers do not see it. */
@SyncTest
class StoreTrashTest extends ShirtInTwoSizes {

    private static final ObjectNode TRASH =
            JsonNodeFactory.instance.objectNode().put("status", "trash");

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"selectedFields\":[\"price\"]}"})
    void bringsAProductBack(String mapping) {
        Connected shopFront = shop.connect("\"onMissing\":\"recreate\"");
        if (!mapping.isEmpty()) {
            api.post(Shop.PATH + "/connections/" + shopFront.id() + "/export-mappings", mapping)
                    .expect(201);
        }
        Item product = shop.product();
        shop.export(shopFront, product);
        long id = trash(shopFront, product);

        shop.price(product, "41.00");

        shop.awaitField(shopFront, product, "status", "publish");
        shop.awaitStatus(shopFront, product, "synced");
        assertThat(shopFront.field(product.sku(), "regular_price")).isEqualTo("41.00");
        assertThat(shopFront.shows(product).orElseThrow().path("id").asLong()).isEqualTo(id);
        assertThat(messages(shopFront, product))
                .contains("The store's product " + id + " is in its trash; it is brought back");
        shopFront.store().clearCalls();
        shop.price(product, "42.00");
        shop.awaitField(shopFront, product, "regular_price", "42.00");
        assertThat(shopFront.store().calls()).hasSize(1);
    }

    @Test
    void unlinksAProduct() {
        Connected shopFront = shop.connect("\"onMissing\":\"unlink\"");
        Item product = shop.product();
        shop.export(shopFront, product);
        long id = trash(shopFront, product);

        shop.price(product, "41.00");

        shop.awaitUnlinked(shopFront, product);
        assertThat(shopFront.field(product.sku(), "status")).isEqualTo("trash");
        assertThat(messages(shopFront, product))
                .contains("The store's product " + id + " is in its trash; it is not linked any more");
    }

    @Test
    void saysInTheHistoryThatAProductIsGone() {
        Connected shopFront = shop.connect("\"onMissing\":\"unlink\"");
        Item product = shop.product();
        shop.export(shopFront, product);
        long id = shopFront.shows(product).orElseThrow().path("id").asLong();
        shopFront.store().removeProduct(id);

        shop.price(product, "41.00");

        shop.awaitUnlinked(shopFront, product);
        assertThat(messages(shopFront, product))
                .contains("The store no longer has product " + id + "; it is not linked any more");
    }

    /** Its variations go into the trash with it, and do not come back with it [relations-parent-restored]. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bringsAVariableProductBackWithItsVariations(boolean byItsVariant) {
        shop.configure(store, "{\"onMissing\":\"recreate\"}");
        shop.export(store, parent);
        trash(store, parent);
        assertThat(store.field(small.sku(), "status")).isEqualTo("trash");

        if (byItsVariant) {
            shop.price(small, "41.00");
        } else {
            shop.change(parent, "{\"description\":\"changed\"}");
        }

        for (Item item : List.of(parent, small, medium)) {
            shop.awaitField(store, item, "status", "publish");
        }
        for (Item item : List.of(parent, small, medium)) {
            shop.awaitStatus(store, item, "synced");
        }
        shop.awaitQuiet(store);
        assertThat(variations()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unlinksAVariableProductWithItsVariants(boolean byItsVariant) {
        shop.configure(store, "{\"onMissing\":\"unlink\"}");
        shop.export(store, parent);
        trash(store, parent);

        if (byItsVariant) {
            shop.price(small, "41.00");
        } else {
            shop.change(parent, "{\"description\":\"changed\"}");
        }

        for (Item item : List.of(parent, small, medium)) {
            shop.awaitUnlinked(store, item);
        }
        assertThat(store.field(parent.sku(), "status")).isEqualTo("trash");
    }

    @Test
    void bringsASingleVariationBack() {
        shop.configure(store, "{\"onMissing\":\"recreate\"}");
        shop.export(store, parent);
        ObjectNode variation = variation(small);
        store.store()
                .trashVariation(
                        variation.path("parent_id").asLong(),
                        variation.path("id").asLong());

        shop.price(small, "41.00");

        shop.awaitField(store, small, "status", "publish");
        shop.awaitStatus(store, small, "synced");
        shop.awaitQuiet(store);
        assertThat(store.field(small.sku(), "regular_price")).isEqualTo("41.00");
    }

    /** As a shop owner does with one click, which deletes the variations [variable-to-simple]. */
    @Test
    void makesAProductVariableAgainThatTheShopHasMadeSimple() {
        shop.export(store, parent);
        store.store()
                .editProduct(
                        store.shows(parent).orElseThrow().path("id").asLong(),
                        JsonNodeFactory.instance.objectNode().put("type", "simple"));
        assertThat(store.shows(small)).isEmpty();

        shop.export(store, parent);

        assertThat(store.field(parent.sku(), "type")).isEqualTo("variable");
        assertThat(variations()).containsExactlyInAnyOrder(small.sku(), medium.sku());
        shop.awaitQuiet(store);
    }

    private long trash(Connected shopFront, Item product) {
        long id = shopFront.shows(product).orElseThrow().path("id").asLong();
        shopFront.store().editProduct(id, TRASH);
        awaitUntil(() -> shopFront.field(product.sku(), "status").equals("trash"));
        return id;
    }

    private List<String> messages(Connected shopFront, Item product) {
        JsonNode logs = shop.logs(shopFront, "&productId=" + product.id());
        return logs.findValuesAsText("errorMessage");
    }
}
