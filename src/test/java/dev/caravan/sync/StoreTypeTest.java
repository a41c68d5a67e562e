package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store has under our SKU, or what the shop makes of our product, may be of another type: it is never turned. */
@SyncTest
class StoreTypeTest extends ShirtInTwoSizes {

    private static final String TYPE = "type";

    @ParameterizedTest
    @CsvSource({"external, simple", "simple, variable", "variable, simple"})
    void doesNotTakeAProductOfAnotherType(String theirs, String ours) {
        Item product = ours.equals("variable") ? parent : shop.product();
        long id = seed(theirs, product.sku());
        ObjectNode before = store.shows(product).orElseThrow();

        shop.export(store, product);

        assertRefused(product, theirs, ours);
        assertThat(store.shows(product)).contains(before);
        assertThat(store.store().variations(id)).isEmpty();
        assertThat(store.store().productCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"external, variable", "simple, variable", "variable, simple"})
    void doesNotTurnAProductThatIsLinkedByHand(String theirs, String ours) {
        Item product = ours.equals("variable") ? parent : shop.product();
        long id = seed(theirs, "THEIRS-" + NUMBER.incrementAndGet());
        ObjectNode before = byId(id);

        api.put(
                Shop.PATH + "/connections/" + store.id() + "/products/" + product.id(),
                "{\"wooProductId\":" + id + "}");

        shop.awaitStatus(store, product, "error");
        assertRefused(product, theirs, ours);
        assertThat(byId(id)).isEqualTo(before);
        assertThat(store.pushes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"external", "variable"})
    void saysThatTheShopHasTurnedALinkedProduct(String type) {
        Item product = shop.product();
        shop.export(store, product);
        long id = turn(product, type);

        shop.price(product, "41.00");
        shop.awaitStatus(store, product, "error");
        assertRefused(product, type, "simple");
        shop.export(store, product);

        assertRefused(product, type, "simple");
        assertThat(store.field(product.sku(), TYPE)).isEqualTo(type);

        store.store().turnInto(id, "simple");
        shop.price(product, "42.00");
        shop.awaitField(store, product, "regular_price", "42.00");
        shop.awaitStatus(store, product, "synced");
    }

    /** Its stock is refused with another reason, and everything that goes with it. */
    @Test
    void saysThatTheShopHasMadeAProductExternalThoughItRefusesItsStock() {
        Item product = shop.product("\"stockQuantity\":5");
        shop.export(store, product);
        turn(product, "external");

        shop.change(product, "{\"stockQuantity\":4}");
        shop.awaitStatus(store, product, "error");

        assertRefused(product, "external", "simple");
        long pushes = store.pushes();
        shop.change(product, "{\"stockQuantity\":3,\"name\":\"Other name\"}");
        shop.awaitQuiet(store);
        assertRefused(product, "external", "simple");
        assertThat(store.pushes()).isEqualTo(pushes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"external", "grouped", "subscription"})
    void saysThatTheShopHasTurnedAVariableProductAndGivesItNoVariations(String type) {
        shop.export(store, parent);
        long id = turn(parent, type);

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertRefused(parent, type, "variable");
        assertThat(store.field(parent.sku(), TYPE)).isEqualTo(type);
        if (type.equals("external")) {
            assertThat(store.field(parent.sku(), "external_url")).isEqualTo("https://elsewhere.example/");
        }
        shop.price(small, "41.00");
        shop.price(medium, "42.00");
        shop.awaitQuiet(store);
        assertThat(store.store().variations(id))
                .allSatisfy(variation ->
                        assertThat(variation.path("regular_price").asText()).isEqualTo("20.00"));

        store.store().turnInto(id, "variable");
        shop.export(store, parent);
        shop.awaitQuiet(store);
        assertThat(variations()).containsExactlyInAnyOrder(small.sku(), medium.sku());
        assertThat(store.field(medium.sku(), "regular_price")).isEqualTo("42.00");
    }

    @Test
    void saysThatTheShopHasMadeAVariableProductSimple() {
        shop.export(store, parent);
        turn(parent, "simple");

        shop.change(parent, "{\"name\":\"Other name\"}");

        shop.awaitStatus(store, parent, "error");
        assertRefused(parent, "simple", "variable");
        assertThat(message(parent)).contains("export the product with all fields");
    }

    @Test
    void doesNotMakeASimpleProductVariableThatTheShopHasMadeExternal() {
        Item product = shop.product();
        shop.export(store, product);
        turn(product, "external");

        shop.change(product, "{\"type\":\"variable\"}");

        shop.awaitStatus(store, product, "error");
        assertRefused(product, "external", "variable");
        assertThat(store.field(product.sku(), TYPE)).isEqualTo("external");
    }

    @Test
    void takesNoProductForAVariant() {
        shop.export(store, parent);
        Item large = new Item(0, parent.sku() + "-L-theirs");
        long id = seed("external", large.sku());
        Item variant = new Item(
                api.post(
                                "/products/" + parent.id() + "/variants",
                                ("{\"sku\":\"%s\",\"name\":\"L\",\"status\":\"complete\",\"price\":\"20.00\","
                                                + "\"attributes\":[{\"attributeId\":%d,\"value\":\"L\"}]}")
                                        .formatted(large.sku(), size))
                        .expect(201)
                        .id(),
                large.sku());

        shop.awaitStatus(store, variant, "error");

        assertThat(message(variant)).contains("no variation of this parent");
        assertThat(byId(id).path(TYPE).asText()).isEqualTo("external");
    }

    private long seed(String type, String sku) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("sku", sku)
                .put("name", "Theirs")
                .put("regular_price", "7.00");
        if (type.equals("grouped")) {
            fields.putArray("grouped_products").add(1).add(2);
        } else if (type.equals("external")) {
            fields.put("external_url", "https://elsewhere.example/");
        }
        long id = store.store().seedProduct(fields.put(TYPE, type.equals("subscription") ? "simple" : type));
        if (type.equals("subscription")) {
            store.store().turnInto(id, type);
        }
        return id;
    }

    private long turn(Item product, String type) {
        long id = store.shows(product).orElseThrow().path("id").asLong();
        if (type.equals("subscription")) {
            store.store().turnInto(id, type);
        } else {
            ObjectNode fields = JsonNodeFactory.instance.objectNode().put(TYPE, type);
            store.store()
                    .editProduct(
                            id,
                            type.equals("external")
                                    ? fields.put("external_url", "https://elsewhere.example/")
                                    : fields);
        }
        return id;
    }

    private ObjectNode byId(long id) {
        return store.store().product(id).orElseThrow();
    }

    private void assertRefused(Item product, String theirs, String ours) {
        assertThat(shop.status(store, product)).isEqualTo("error");
        assertThat(shop.deadLetters(store, "&productId=" + product.id()).findValuesAsText("code"))
                .contains("type_differs");
        assertThat(message(product)).contains(theirs).contains(ours);
    }

    private String message(Item product) {
        return shop.row(store, product).path("errorMessage").asText();
    }
}
