package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Variable products: parents before their variations, and only what changed. */
@SyncTest
class VariantsTest extends ShirtInTwoSizes {

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

        JsonNode end = shop.exportMany(store, List.of(big));

        assertThat(end.path("done").asInt()).isEqualTo(count + 1);
        assertThat(end.path("failed").asInt()).isZero();
        assertThat(store.store()
                        .variations(store.shows(big).orElseThrow().path("id").asLong()))
                .hasSize(count);
        assertThat(store.pushes()).isLessThanOrEqualTo(1 + count / 25);
    }
}
