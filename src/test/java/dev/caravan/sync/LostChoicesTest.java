package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store drops from a variation what its parent does not vary in, without a word; the variation is then for any size. */
@SyncTest
class LostChoicesTest extends ShirtInTwoSizes {

    private static final ObjectNode NO_ATTRIBUTES =
            (ObjectNode) JsonNodeFactory.instance.objectNode().set("attributes", JsonNodeFactory.instance.arrayNode());

    @BeforeEach
    void theParentIsInTheStore() {
        shop.export(store, parent);
        store.store().clearCalls();
    }

    @Test
    void theFirstVariantComesWhileItsParentIsUnderWay() {
        parent = shop.product("\"type\":\"variable\"");
        shop.export(store, parent);
        store.store().faults().latencyPerCall(Duration.ofMillis(300));
        shop.change(parent, "{\"name\":\"Under way\"}");
        awaitUntil(() -> store.store().callsUnderWay() > 0);

        Item first = variant("S");

        shop.awaitStatus(store, first, "synced");
        assertThat(option(first)).isEqualTo("S");
        assertThat(store.store().writes().stream().map(SandboxWrite::sku).filter(first.sku()::equals))
                .as("after its parent, so once is enough")
                .hasSize(1);
    }

    @Test
    void theShopOwnerTookTheChoiceFromTheParent() {
        store.store().editProduct(id(parent), NO_ATTRIBUTES);

        api.patch(
                        "/products/" + small.id(),
                        "{\"price\":\"22.00\",\"attributes\":[{\"attributeId\":%d,\"value\":\"L\"}]}".formatted(size))
                .expect(200);

        awaitUntil(() -> option(small).equals("L"));
        shop.awaitStatus(store, small, "synced");
        shop.awaitQuiet(store);
        assertThat(variation(small).path("regular_price").asText()).isEqualTo("22.00");
        assertThat(options(store.shows(parent).orElseThrow())).containsExactly("M", "L");
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void aVariantThatLeavesItsChoiceOpenIsSentAgainAfterAParentThatWaits() {
        api.delete("/products/" + parent.id() + "/variants/" + medium.id()).expect(204);
        api.patch("/products/" + small.id(), "{\"attributes\":[{\"attributeId\":%d,\"value\":null}]}".formatted(size))
                .expect(200);
        shop.awaitQuiet(store);
        assertThat(options(store.shows(parent).orElseThrow())).isEmpty();
        store.store().clearCalls();
        parentIsDueIn("1 hour"); // as after a failure

        Item large = variant("L");
        awaitUntil(() -> written().contains(small.sku())); // which waits for no parent that waits itself
        parentIsDueIn("0 s");

        shop.awaitStatus(store, large, "synced");
        shop.awaitQuiet(store);
        assertThat(option(large)).isEqualTo("L");
        assertThat(option(small)).isEmpty();
        assertThat(written())
                .as("the first time it went before its parent")
                .containsSubsequence(small.sku(), parent.sku(), small.sku());
    }

    @Test
    void theStoreRefusesTheParentAndTakesTheVariation() {
        parent = shop.product("\"type\":\"variable\"");
        shop.export(store, parent);
        store.store().faults().refuseSku(parent.sku(), "product_invalid_name", "Not like this");

        Item first = variant("S");

        shop.awaitStatus(store, first, "error");
        assertThat(shop.row(store, first).path("errorMessage").asText())
                .contains("drops its choice")
                .contains("variable product " + parent.id());
        assertThat(option(first)).isEmpty();

        store.store().faults().clear();
        shop.change(parent, "{\"name\":\"Better\"}");

        awaitUntil(() -> option(first).equals("S"));
        shop.awaitStatus(store, first, "synced");
        assertThat(shop.deadLetters(store, ""))
                .allMatch(letter -> letter.path("state").asText().equals("resolved"));
    }

    private void parentIsDueIn(String time) {
        jdbc.sql("""
                        UPDATE woocommerce_product_sync SET wanted = greatest(wanted, synced + 1), due_at = now() + :time::interval
                        WHERE connection_id = :store AND product_id = :parent AND lane = 'main'
                        """)
                .param("time", time)
                .param("store", store.id())
                .param("parent", parent.id())
                .update();
    }

    private List<String> written() {
        return store.store().writes().stream().map(SandboxWrite::sku).toList();
    }

    private long id(Item product) {
        return store.shows(product).orElseThrow().path("id").asLong();
    }

    private String option(Item variant) {
        return variation(variant).path("attributes").path(0).path("option").asText();
    }
}
