package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Item;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options and variations stand in the catalogue's order; an option that the store takes for another one is refused. */
@SyncTest
class OrderOfTermsTest extends TermsOfAStore {

    @Test
    void ordersOptionsAndVariationsAsTheCatalogueDoes() {
        long size = choice("S", "M", "L", "XL");
        global();
        Item parent = shop.product("\"type\":\"variable\"");
        Item small = variant(parent, size, "S");
        Item extraLarge = variant(parent, size, "XL");
        Item large = variant(parent, size, "L");

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(options(attribute())).containsExactly("S", "L", "XL");
        assertThat(variations(parent)).containsExactly(small.sku(), large.sku(), extraLarge.sku());
        assertThat(store.store().globalAttributes().get(0).path("order_by").asText())
                .isEqualTo("menu_order");
        store.store().clearCalls();

        Item medium = variant(parent, size, "M");
        shop.awaitStatus(store, medium, "synced");
        shop.awaitQuiet(store);

        assertThat(options(attribute())).containsExactly("S", "M", "L", "XL");
        assertThat(variations(parent)).containsExactly(small.sku(), medium.sku(), large.sku(), extraLarge.sku());
        assertThat(store.pushCalls().stream()
                        .mapToInt(call -> call.updates() + call.creates())
                        .sum())
                .as("the variable product and the new variation: no other one moves")
                .isEqualTo(2);
    }

    /** Of texts the catalogue has no other order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ordersTextsAsTheVariants(boolean global) {
        long size = api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"}".formatted(name))
                .expect(201)
                .id();
        if (global) {
            global();
        }
        Item parent = shop.product("\"type\":\"variable\"");
        List.of("S", "M", "L", "XL").forEach(value -> variant(parent, size, value));

        shop.export(store, parent);
        shop.awaitQuiet(store);

        if (global) {
            assertThat(options(attribute())).containsExactly("S", "M", "L", "XL");
        } else {
            assertThat(shown(parent).at("/attributes/0/options"))
                    .extracting(JsonNode::asText)
                    .containsExactly("S", "M", "L", "XL");
        }
    }

    @Test
    void followsAnotherOrderOfTheCatalogue() {
        long size = choice("S", "M", "L");
        global();
        Item parent = shop.product("\"type\":\"variable\"");
        Item small = variant(parent, size, "S");
        Item large = variant(parent, size, "L");
        shop.export(store, parent);
        shop.awaitQuiet(store);

        api.patch("/attributes/" + size, "{\"options\":[\"L\",\"M\",\"S\"]}").expect(200);

        awaitUntil(() -> variations(parent).equals(List.of(large.sku(), small.sku())));
        shop.awaitQuiet(store);
        assertThat(options(attribute())).containsExactly("L", "S");
        store.store().clearCalls();
        shop.export(store, parent);
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).noneMatch(call -> call.path().endsWith("/terms/batch"));
    }

    @Test
    void keepsTheNameThatTheShopHasGivenToAnOptionThatMoves() {
        long size = choice("S", "M", "L");
        global();
        Item product = shop.product(value(size, "S"));
        shop.export(store, product, shop.product(value(size, "L")));
        long id = store.store().optionsInOrder(attribute()).get(0).path("id").asLong();
        store.store().renameOption(attribute(), id, "Small");
        shop.export(store, product); // hears of it

        api.patch("/attributes/" + size, "{\"options\":[\"L\",\"M\",\"S\"]}").expect(200);
        shop.export(store, product, shop.product(value(size, "S")));
        shop.awaitQuiet(store);

        assertThat(options(attribute())).containsExactly("L", "Small");
    }

    @Test
    void leavesTheOrderOfTheShopsOwnOptions() {
        long size = choice("S", "M", "L");
        long theirs = store.store().seedAttribute(name);
        store.store().seedOption(theirs, "L");
        Item parent = shop.product("\"type\":\"variable\"");
        variant(parent, size, "S");
        variant(parent, size, "L");

        shop.export(store, parent);
        shop.awaitQuiet(store);
        api.patch("/attributes/" + size, "{\"options\":[\"L\",\"M\",\"S\"]}").expect(200);
        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(menuOrder(theirs, "L")).isZero();
        assertThat(menuOrder(theirs, "S")).isEqualTo(3);
    }

    @Test
    void putsOptionsWithoutAnOrderBehindEachOther() {
        long size = textAttribute();
        long theirs = store.store().seedAttribute(name);

        shop.export(store, shop.product(value(size, "small")));
        shop.export(store, shop.product(value(size, "large")));

        assertThat(options(theirs)).containsExactly("small", "large");
    }

    @ParameterizedTest(name = "{1} while the store has {0}")
    @CsvSource({"Rosé, Rose", "Größe, Grosse", "Crème brûlée, CREME BRULEE", "Weiss, Weiß"})
    void refusesAnOptionThatTheStoreTakesForAnotherOne(String there, String wanted) {
        long colour = textAttribute();
        long theirs = store.store().seedAttribute(name);
        Item first = shop.product(value(colour, there));
        shop.export(store, first);

        Item second = shop.product(value(colour, wanted));
        shop.export(store, second);

        assertThat(shop.status(store, second)).isEqualTo("error");
        assertThat(shop.row(store, second).path("errorMessage").asText())
                .contains(there)
                .contains(wanted)
                .contains("accents");
        assertThat(options(theirs)).containsExactly(there);
        shop.change(second, "{" + value(colour, there) + "}");
        shop.awaitStatus(store, second, "synced");
    }

    /** Cyrillic letters with a mark that are letters of their own to the database. */
    @ParameterizedTest(name = "{1} while the store has {0}")
    @CsvSource({"Край, Краи", "Київ, Киів", "Ќука, Кука"})
    void makesAnOptionThatTheStoreKeepsApart(String there, String wanted) {
        long colour = textAttribute();
        long theirs = store.store().seedAttribute(name);
        shop.export(store, shop.product(value(colour, there)));

        Item second = shop.product(value(colour, wanted));
        shop.export(store, second);

        assertThat(shop.status(store, second)).isEqualTo("synced");
        assertThat(options(theirs)).containsExactlyInAnyOrder(there, wanted);
    }

    @Test
    void refusesTheSecondOfTwoThatComeTogether() {
        long colour = textAttribute();
        long theirs = store.store().seedAttribute(name);
        Item first = shop.product(value(colour, "Rosé"));
        Item second = shop.product(value(colour, "Rose"));

        shop.export(store, first, second);

        assertThat(List.of(shop.status(store, first), shop.status(store, second)))
                .containsExactlyInAnyOrder("synced", "error");
        assertThat(options(theirs)).hasSize(1);
    }

    @Test
    void keepsTagsAndCategoriesApartThatDifferInAccents() {
        Item first = shop.product("\"tags\":[\"Rosé\"],\"categories\":[\"Café\"]");
        Item second = shop.product("\"tags\":[\"Rose\"],\"categories\":[\"Cafe\"]");

        shop.export(store, first, second);

        assertThat(shown(first).path("tags").findValuesAsText("name")).containsExactly("Rosé");
        assertThat(shown(second).path("tags").findValuesAsText("name")).containsExactly("Rose");
        assertThat(shown(first).path("categories").findValuesAsText("name")).containsExactly("Café");
        assertThat(shown(second).path("categories").findValuesAsText("name")).containsExactly("Cafe");
    }

    private long choice(String... options) {
        return api.post(
                        "/attributes",
                        "{\"name\":\"%s\",\"type\":\"choice\",\"options\":[\"%s\"]}"
                                .formatted(name, String.join("\",\"", options)))
                .expect(201)
                .id();
    }

    /** Made by Caravan. */
    private void global() {
        api.post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}"
                                .formatted(name))
                .expect(201);
    }

    private long attribute() {
        return store.store().globalAttributes().get(0).path("id").asLong();
    }

    /** As a shop shows them. */
    private List<String> options(long attribute) {
        return store.store().optionsInOrder(attribute).stream()
                .map(option -> option.path("name").asText())
                .toList();
    }

    private int menuOrder(long attribute, String option) {
        return store.store().optionsInOrder(attribute).stream()
                .filter(one -> one.path("name").asText().equals(option))
                .findFirst()
                .orElseThrow()
                .path("menu_order")
                .asInt();
    }

    private List<String> variations(Item parent) {
        long id = shown(parent).path("id").asLong();
        return store.store().variations(id).stream()
                .sorted(Comparator.comparingLong(
                        variation -> variation.path("menu_order").asLong()))
                .map(variation -> variation.path("sku").asText())
                .toList();
    }
}
