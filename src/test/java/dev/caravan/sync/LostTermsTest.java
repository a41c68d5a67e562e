package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sync.Shop.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A term that the shop has deleted is noticed by whatever is written next to a product that shows it. */
@SyncTest
class LostTermsTest extends TermsOfAStore {

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aGlobalAttribute() {
        haveGlobalAttribute();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"L", "Türkis 16", "Größe 38"})
    void thePriceOfAVariationTellsThatItsOptionIsGone(String option) {
        Item parent = parent();
        Item large = variant(parent, option);
        Item small = variant(parent, "S");
        Item other = parent();
        Item otherLarge = variant(other, option);
        Item simple = coloured(option);
        shop.export(store, parent, other, simple);
        shop.awaitQuiet(store);
        store.store().removeOption(theirs, optionId(option));
        assertThat(shownOption(large)).as("a bare slug").isNotEqualTo(option);
        store.store().clearCalls();

        shop.price(large, "21.00");

        awaitUntil(() ->
                shownOptions(parent).contains(option) && shownOptions(other).contains(option));
        awaitUntil(() ->
                shownOption(large).equals(option) && shownOption(otherLarge).equals(option));
        awaitUntil(() -> shownOptions(simple).equals(List.of(option)));
        shop.awaitQuiet(store);
        assertThat(store.field(large.sku(), "regular_price")).isEqualTo("21.00");
        assertThat(options()).containsExactlyInAnyOrder("S", option);
        assertThat(List.of(parent, large, small, other, otherLarge, simple))
                .allSatisfy(item -> assertThat(shop.status(store, item)).isEqualTo("synced"));
        assertThat(told()).hasSize(1);
        assertThat(told().get(0)).contains("option " + option);
        assertThat(termReads())
                .as("by the first, and by each call with the others")
                .hasSizeBetween(1, 3);
        store.store().clearCalls();
        shop.price(large, "22.00");
        shop.awaitField(store, large, "regular_price", "22.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).hasSize(1);
    }

    /** Its slug is the same, so no answer tells; it is looked for now and then. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"38", "rot"})
    void anOptionThatIsItsOwnSlugIsLookedForWhenAVariationIsWritten(String option) {
        Item parent = parent();
        Item first = variant(parent, option);
        shop.export(store, parent);
        shop.awaitQuiet(store);
        store.store().clearCalls();
        shop.price(first, "21.00");
        shop.awaitField(store, first, "regular_price", "21.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).as("just seen").hasSize(1);
        store.store().removeOption(theirs, optionId(option));
        jdbc.sql("UPDATE store_term SET read_at = read_at - interval '11 minutes' WHERE connection_id = ?")
                .param(store.id())
                .update();

        shop.price(first, "22.00");

        awaitUntil(() -> shownOptions(parent).equals(List.of(option)));
        shop.awaitQuiet(store);
        assertThat(options()).containsExactly(option);
        assertThat(store.field(first.sku(), "regular_price")).isEqualTo("22.00");
    }

    @Test
    void aTagOfAVariableProductTellsThatAnOptionIsGone() {
        Item parent = parent();
        Item large = variant(parent, "L");
        variant(parent, "S");
        shop.export(store, parent);
        shop.awaitQuiet(store);
        store.store().removeOption(theirs, optionId("L"));

        shop.change(parent, "{\"tags\":[\"new\"]}");

        awaitUntil(() -> shownOptions(parent).contains("L"));
        shop.awaitQuiet(store);
        assertThat(shownOption(large)).isEqualTo("L");
        assertThat(names(parent, "tags")).containsExactly("new");
    }

    @Test
    void thePricesOfManyVariationsTellInOneCall() {
        Item parent = parent();
        List<Item> variants = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            variants.add(variant(parent, "Size " + i));
        }
        shop.export(store, parent);
        shop.awaitQuiet(store);
        variants.forEach(one -> store.store().removeOption(theirs, optionId(shownOption(one))));

        shop.price(variants, "23.00");

        awaitUntil(() -> shownOptions(parent).size() == 15);
        shop.awaitQuiet(store);
        assertThat(variants).allSatisfy(one -> assertThat(shownOption(one)).startsWith("Size "));
        assertThat(options()).hasSize(15);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"categories", "tags", "brands"})
    void aPriceTellsThatATermIsGone(String field) {
        long maker = textAttribute("Maker of " + name);
        map("{\"selectedFields\":[\"price\",\"categories\",\"tags\"],\"fieldMappings\":{\"Maker of %s\":\"brands\"}}"
                .formatted(name));
        String term = "Gone " + name;
        String more = field.equals("brands") ? value(maker, term) : "\"%s\":[\"%s\"]".formatted(field, term);
        Item first = shop.product(more);
        Item second = shop.product(more);
        shop.export(store, first, second);
        long before = termId(first, field);
        switch (field) {
            case "categories" -> store.store().removeCategory(before);
            case "tags" -> store.store().removeTag(before);
            default -> store.store().removeBrand(before);
        }
        store.store().clearCalls();

        shop.price(first, "11.00");

        awaitUntil(() -> names(first, field).equals(List.of(term))
                && names(second, field).equals(List.of(term)));
        shop.awaitQuiet(store);
        assertThat(store.field(first.sku(), "regular_price")).isEqualTo("11.00");
        assertThat(termId(first, field)).isNotEqualTo(before).isEqualTo(termId(second, field));
        assertThat(shop.status(store, first)).isEqualTo("synced");
        assertThat(told()).hasSize(1);
        assertThat(store.pushCalls().stream().mapToInt(SandboxCall::updates).sum())
                .as("the price, the term of both products")
                .isEqualTo(3);
        store.store().clearCalls();
        shop.price(first, "12.00");
        shop.awaitField(store, first, "regular_price", "12.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).hasSize(1);
    }

    @Test
    void whatTheShopHasTakenOffAProductIsToldOnceAndStaysUntilItIsSent() {
        Item product = shop.product("\"tags\":[\"Taken %s\",\"Left %s\"]".formatted(name, name));
        shop.export(store, product);
        ObjectNode tags = JsonNodeFactory.instance.objectNode();
        tags.putArray("tags").addObject().put("name", "Left " + name);
        store.store().editProduct(shown(product).path("id").asLong(), tags);
        store.store().clearCalls();

        shop.price(product, "11.00");
        shop.awaitField(store, product, "regular_price", "11.00");
        shop.awaitQuiet(store);
        shop.awaitStatus(store, product, "synced");

        assertThat(names(product, "tags")).containsExactly("Left " + name);
        assertThat(told()).hasSize(1);
        assertThat(told().get(0)).contains("tag Taken " + name);
        assertThat(store.store().calls())
                .as("the price, and a look for the tag")
                .hasSize(2);

        store.store().clearCalls();
        shop.price(product, "12.00");
        shop.awaitField(store, product, "regular_price", "12.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).hasSize(1);
        assertThat(told()).hasSize(1);

        shop.export(store, product);
        assertThat(names(product, "tags")).hasSize(2);
        store.store().editProduct(shown(product).path("id").asLong(), tags);
        shop.price(product, "13.00");
        shop.awaitField(store, product, "regular_price", "13.00");
        shop.awaitQuiet(store);
        assertThat(told()).as("another time").hasSize(2);
    }

    @Test
    void anotherOptionThatTheShopHasGivenAVariationStays() {
        Item parent = parent();
        Item large = variant(parent, "L");
        variant(parent, "S");
        shop.export(store, parent);
        shop.awaitQuiet(store);
        ObjectNode small = JsonNodeFactory.instance.objectNode();
        small.putArray("attributes").addObject().put("id", theirs).put("option", "S");
        store.store()
                .editVariation(
                        shown(parent).path("id").asLong(),
                        shown(large).path("id").asLong(),
                        small);

        shop.price(large, "21.00");
        shop.awaitField(store, large, "regular_price", "21.00");
        shop.awaitQuiet(store);

        assertThat(shownOption(large)).isEqualTo("S");
        assertThat(told()).hasSize(1);
        assertThat(shop.status(store, large)).isEqualTo("synced");
    }

    @Test
    void anOptionThatTheShopHasRenamedIsNotSent() {
        Item parent = parent();
        Item large = variant(parent, "L");
        shop.export(store, parent);
        shop.awaitQuiet(store);
        store.store().renameOption(theirs, optionId("L"), "Large");
        store.store().clearCalls();

        shop.price(large, "21.00");
        shop.awaitField(store, large, "regular_price", "21.00");
        shop.awaitQuiet(store);
        assertThat(shownOption(large)).isEqualTo("Large");
        assertThat(store.pushCalls()).hasSize(1);
        assertThat(options()).containsExactly("Large");

        store.store().clearCalls();
        shop.price(large, "22.00");
        shop.awaitField(store, large, "regular_price", "22.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).hasSize(1);
        store.store().removeOption(theirs, optionId("Large"));
        shop.price(large, "23.00");
        awaitUntil(() -> shownOption(large).equals("L"));
        shop.awaitQuiet(store);
    }

    /** What the mapping does not select is the shop's. */
    @Test
    void termsThatTheMappingLeavesToTheShopAreNotCompared() {
        Item product = shop.product("\"tags\":[\"Mine %s\"],%s".formatted(name, value(ours, "Red")));
        shop.export(store, product);
        map("{\"selectedFields\":[\"price\"],\"fieldMappings\":{}}");
        shop.awaitQuiet(store);
        store.store().removeTag(termId(product, "tags"));
        store.store().removeOption(theirs, optionId("Red"));
        store.store().clearCalls();

        shop.price(product, "11.00");
        shop.awaitField(store, product, "regular_price", "11.00");
        shop.awaitQuiet(store);

        assertThat(names(product, "tags")).isEmpty();
        assertThat(store.store().calls()).hasSize(1);
        assertThat(told()).isEmpty();
    }

    private long textAttribute(String attribute) {
        return api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"}".formatted(attribute))
                .expect(201)
                .id();
    }

    private void map(String mapping) {
        api.post(Shop.PATH + "/connections/" + store.id() + "/export-mappings", mapping)
                .expect(201);
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (JsonNode line : shop.logs(store, "&search=terms_missing")) {
            told.add(line.path("errorMessage").asText());
        }
        return told;
    }

    private List<SandboxCall> termReads() {
        return store.store().calls().stream()
                .filter(call -> call.method().equals("GET") && call.path().endsWith("/terms"))
                .toList();
    }
}
