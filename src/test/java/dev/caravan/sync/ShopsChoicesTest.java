package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be chosen in a shop stays so, and nothing is made that could not be chosen. */
@SyncTest
@SuppressWarnings("NullAway.Init") // set by aProductOfTheShop
class ShopsChoicesTest extends MappedStore {

    private static final String SHOPS = "Farbton";

    private String material;
    private Connected store;
    private Item parent;
    private Item red;
    private Item blue;

    /** A variable product of the shop, which the catalogue knows by its SKUs, without values for what its variants differ in. */
    private void aProductOfTheShop(String mapping, boolean global) {
        material = attribute("text");
        store = shop.connect("\"linkExisting\":true");
        if (!mapping.isEmpty()) {
            map(store, mapping.formatted(material));
        }
        parent = shop.product("\"type\":\"variable\"," + values(material, "\"Wool\""));
        red = variant(parent, "\"price\":\"5\"");
        blue = variant(parent, "\"price\":\"6\"");
        String key = "\"name\":\"" + SHOPS + "\"";
        if (global) {
            long id = store.store().seedAttribute(SHOPS);
            store.store().seedOption(id, "Blue");
            store.store().seedOption(id, "Red");
            key = "\"id\":" + id;
        }
        long id = store.store()
                .seedProduct(json(("{\"sku\":\"%s\",\"name\":\"Theirs\",\"type\":\"variable\",\"attributes\":[{%s,"
                                + "\"visible\":true,\"variation\":true,\"options\":[\"Blue\",\"Red\"]}]}")
                        .formatted(parent.sku(), key)));
        for (Item item : List.of(red, blue)) {
            store.store()
                    .seedVariation(
                            id,
                            json("{\"sku\":\"%s\",\"regular_price\":\"1\",\"attributes\":[{%s,\"option\":\"%s\"}]}"
                                    .formatted(item.sku(), key, item == red ? "Red" : "Blue")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; false",
                "''; true",
                "{\"selectedFields\":[\"price\",\"%s\"]}; false",
                "{\"selectedFields\":[\"price\",\"attributes\"]}; true"
            })
    void keepsTheChoicesOfAProductThatItFinds(String mapping, boolean global) {
        aProductOfTheShop(mapping, global);

        shop.export(store, parent);
        shop.awaitQuiet(store);
        assertAllCanBeChosen();
        assertThat(shows(parent, material)).isEqualTo("false [\"Wool\"]");
        JsonNode told = shop.logs(store, "&search=choices_kept");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("errorMessage").asText()).contains(SHOPS);
        assertThat(shop.logs(store, "&search=shown_otherwise")).isEmpty();

        shop.change(parent, "{" + values(material, "\"Silk\"") + "}");
        Shop.awaitUntil(() -> shows(parent, material).equals("false [\"Silk\"]"));
        shop.awaitQuiet(store);
        assertAllCanBeChosen();

        shop.export(store, parent);
        shop.awaitQuiet(store);
        assertAllCanBeChosen();
        store.store().clearCalls();
        shop.price(red, "7.00");
        shop.awaitField(store, red, "regular_price", "7.00");
        assertThat(lastWrite(store, red).has("attributes")).isFalse();
    }

    /** In a store that shows its one variant, {@link #red}, with the size S. @return the attribute */
    private String aProductOfCaravanWithOneVariantOfASize(boolean global) {
        String size = attribute("text");
        store = shop.connect();
        if (global) {
            map(
                    store,
                    "{\"selectedFields\":[\"price\",\"attributes\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}"
                            .formatted(size));
        }
        parent = shop.product("\"type\":\"variable\"");
        red = variant(parent, "\"price\":\"5\"," + values(size, "\"S\""));
        shop.export(store, parent);
        shop.awaitQuiet(store);
        return size;
    }

    /** They are the catalogue's, and the store cannot sell what has no variant any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheChoicesFromAProductThatCaravanHasMadeWithItsLastVariant(boolean global) {
        String size = aProductOfCaravanWithOneVariantOfASize(global);
        assertThat(shows(parent, size)).isEqualTo("true [\"S\"]");

        api.delete("/products/" + parent.id() + "/variants/" + red.id()).expect(204);

        Shop.awaitUntil(() -> store.shows(red).isEmpty());
        shop.awaitQuiet(store);
        assertThat(shows(parent, size)).isEmpty();
        assertThat(shop.logs(store, "&search=choices_kept")).isEmpty();
    }

    /** The store keeps the option of a variation whose parent does not vary in it any more, and shows it when the parent does again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOptionThatWasTakenAwayDoesNotComeBackWithTheChoicesOfTheParent(boolean global) {
        String size = aProductOfCaravanWithOneVariantOfASize(global);
        assertThat(option(red)).isEqualTo("S");

        shop.change(red, "{" + values(size, "null") + "}");
        Shop.awaitUntil(() -> option(red).isEmpty());
        shop.awaitQuiet(store);
        assertThat(shows(parent, size)).isEmpty();

        blue = variant(parent, "\"price\":\"6\"," + values(size, "\"M\""));
        Shop.awaitUntil(() -> store.shows(blue).isPresent());
        shop.awaitQuiet(store);
        assertThat(shows(parent, size)).isEqualTo("true [\"M\"]");
        assertThat(List.of(option(red), option(blue))).containsExactly("", "M");

        shop.change(red, "{" + values(size, "\"S\"") + "}");
        Shop.awaitUntil(() -> option(red).equals("S"));
    }

    /** The catalogue has the shop's choice as an attribute of the product alone. */
    @Test
    void keepsAChoiceThatTheCatalogueHasAsAnotherAttribute() {
        aProductOfTheShop("", false);
        api.post("/attributes", "{\"name\":\"" + SHOPS + "\",\"type\":\"text\"}");
        shop.change(parent, "{" + values(SHOPS, "\"Green\"") + "}");

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(shows(parent, SHOPS)).isEqualTo("true [\"Blue\",\"Red\",\"Green\"]");
        assertThat(option(red)).isEqualTo("Red");
    }

    @Test
    void replacesTheShopsChoicesByThoseOfTheCatalogue() {
        aProductOfTheShop("", false);
        String size = attribute("text");
        shop.change(red, "{" + values(size, "\"S\"") + "}");
        shop.change(blue, "{" + values(size, "\"M\"") + "}");

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(shows(parent, SHOPS)).isEmpty();
        assertThat(shows(parent, size)).startsWith("true");
        assertThat(option(red)).isEqualTo("S");
        assertThat(shop.logs(store, "&search=choices_kept")).isEmpty();
    }

    /** Alike, with two values, or fine: none of them could be chosen. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesNoVariationWithoutTheChoicesInWhichVariantsDiffer(boolean linkExisting) {
        String size = attribute("text");
        Connected connected = shop.connect("\"linkExisting\":" + linkExisting);
        map(connected, "{\"selectedFields\":[\"price\",\"stockQuantity\"]}");
        Item shirt = shop.product("\"type\":\"variable\"");
        List<Item> variants = List.of(
                variant(shirt, "\"price\":\"5\"," + values(size, "\"S\"")),
                variant(shirt, "\"price\":\"5\"," + values(size, "\"S\"")),
                variant(shirt, "\"price\":\"5\""));

        shop.export(connected, shirt);
        shop.awaitQuiet(connected);

        for (Item variant : variants) {
            assertThat(shop.status(connected, variant)).isEqualTo("error");
            assertThat(shop.row(connected, variant).path("errorMessage").asText())
                    .contains(size)
                    .contains("select");
            assertThat(connected.shows(variant)).isEmpty();
        }
        JsonNode preview = api.get(Shop.PATH
                        + "/connections/%d/products/%d/preview"
                                .formatted(connected.id(), variants.get(0).id()))
                .expect(200)
                .json();
        assertThat(preview.path("code").asText()).isEqualTo("no_options");
    }

    /** Prices and stock of products that a shop has: its attributes are not touched, though the variants have values. */
    @Test
    void writesPricesOfVariationsWithoutTheirChoices() {
        aProductOfTheShop("{\"selectedFields\":[\"price\",\"stockQuantity\"]}", false);
        shop.change(red, "{" + values(attribute("text"), "\"S\"") + "}");

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(shop.status(store, red)).isEqualTo("synced");
        assertAllCanBeChosen();
        assertThat(shop.logs(store, "&search=choices_kept")).isEmpty();
    }

    @Test
    void refusesASecondVariantWithoutAnyValueBesideOthersThatHaveSome() {
        String size = attribute("text");
        Connected connected = shop.connect();
        Item shirt = shop.product("\"type\":\"variable\"");
        Item small = variant(shirt, "\"price\":\"5\"," + values(size, "\"S\""));
        Item first = variant(shirt, "\"price\":\"5\"");
        Item second = variant(shirt, "\"price\":\"5\"");

        shop.export(connected, shirt);
        shop.awaitQuiet(connected);

        assertThat(shop.status(connected, small)).isEqualTo("synced");
        assertThat(shop.status(connected, first)).isEqualTo("synced");
        assertThat(shop.status(connected, second)).isEqualTo("error");
        assertThat(shop.row(connected, second).path("errorMessage").asText()).contains(first.sku());
    }

    private void assertAllCanBeChosen() {
        assertThat(shows(parent, SHOPS)).isEqualTo("true [\"Blue\",\"Red\"]");
        assertThat(List.of(option(red), option(blue))).containsExactly("Red", "Blue");
        assertThat(shop.status(store, parent)).isEqualTo("synced");
        assertThat(store.field(red.sku(), "regular_price")).startsWith("5");
    }

    private String shows(Item product, String attribute) {
        List<String> found = new ArrayList<>();
        for (JsonNode one : store.shows(product).orElseThrow().path("attributes")) {
            if (one.path("name").asText().equals(attribute)) {
                found.add(one.path("variation").asBoolean() + " " + one.path("options"));
            }
        }
        return String.join(", ", found);
    }

    private String option(Item variant) {
        return store.shows(variant)
                .orElseThrow()
                .path("attributes")
                .path(0)
                .path("option")
                .asText();
    }
}
