package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terms are followed by their ids, whatever the shop or the catalogue calls them. */
@SyncTest
class RenamedTermsTest extends TermsOfAStore {

    @BeforeEach
    void aGlobalAttribute() {
        haveGlobalAttribute();
    }

    @Test
    void usesTheOptionThatTheShopHasRenamed() {
        Item rose = coloured("Rosé");
        shop.export(store, rose);
        store.store().renameOption(theirs, optionId("Rosé"), "Blush");

        shop.export(store, rose);
        Item other = coloured("Rosé");
        shop.export(store, other);
        shop.awaitQuiet(store);

        assertThat(options()).containsExactly("Blush");
        assertThat(shownOptions(rose)).containsExactly("Blush");
        assertThat(shownOptions(other)).containsExactly("Blush");
        assertThat(shop.status(store, other)).isEqualTo("synced");
        assertThat(shop.logs(store, "&search=shown_otherwise")).isEmpty();
        store.store().clearCalls();
        shop.price(rose, "12.00");
        shop.awaitField(store, rose, "regular_price", "12.00");
        shop.awaitQuiet(store); // the call is listed after its answer
        assertThat(store.store().calls()).hasSize(1);
    }

    @Test
    void usesTheRenamedOptionThoughAnotherOneHasItsNameNow() {
        Item rose = coloured("Rosé");
        shop.export(store, rose);
        store.store().renameOption(theirs, optionId("Rosé"), "Blush");
        store.store().seedOption(theirs, "Rosé");

        Item other = coloured("Rosé");
        shop.export(store, other);

        assertThat(shownOptions(other)).containsExactly("Blush");
        assertThat(options()).containsExactlyInAnyOrder("Blush", "Rosé");
    }

    @Test
    void usesTheRenamedOptionInVariations() {
        Item parent = shop.product("\"type\":\"variable\"");
        Item white = variant(parent, "Weiß");
        variant(parent, "Black");
        shop.export(store, parent);
        shop.awaitQuiet(store);
        store.store().renameOption(theirs, optionId("Weiß"), "Snow");

        Item red = variant(parent, "Red");
        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(options()).containsExactlyInAnyOrder("Snow", "Black", "Red");
        assertThat(shownOptions(parent)).containsExactlyInAnyOrder("Snow", "Black", "Red");
        assertThat(shownOption(white)).isEqualTo("Snow");
        assertThat(shop.status(store, red)).isEqualTo("synced");
    }

    @Test
    void bringsALostOptionBackToAllProductsThatShowIt() {
        Item first = coloured("Weiß");
        Item second = coloured("Weiß");
        Item third = coloured("Black");
        Item parent = shop.product("\"type\":\"variable\"");
        Item white = variant(parent, "Weiß");
        shop.export(store, first, second, third, parent);
        shop.awaitQuiet(store);
        store.store().removeOption(theirs, optionId("Weiß"));
        assertThat(shownOptions(second)).isEmpty();
        store.store().clearCalls();

        shop.export(store, coloured("weiß"));

        awaitUntil(() -> shownOptions(second).equals(List.of("weiß")));
        awaitUntil(() -> shownOptions(parent).equals(List.of("weiß")));
        awaitUntil(() -> shownOption(white).equals("weiß"));
        shop.awaitQuiet(store);
        assertThat(shownOptions(first)).containsExactly("weiß");
        assertThat(options()).containsExactlyInAnyOrder("Black", "weiß");
        assertThat(store.pushCalls().stream().mapToInt(call -> call.updates()).sum())
                .as("none but those that show it: two products, a variable one and its variation")
                .isLessThanOrEqualTo(4);
        assertThat(shop.status(store, third)).isEqualTo("synced");
    }

    @Test
    void bringsALostCategoryAndTagBackToAllProductsThatShowThem() {
        Item first = shop.product("\"categories\":[\"Lost\"],\"tags\":[\"lost too\"]");
        Item second = shop.product("\"categories\":[\"Lost\"],\"tags\":[\"lost too\"]");
        Item third = shop.product("\"categories\":[\"Kept\"]");
        shop.export(store, first, second, third);
        store.store().removeCategory(termId(first, "categories"));
        store.store().removeTag(termId(first, "tags"));
        store.store().clearCalls();

        shop.export(store, first);

        awaitUntil(() -> names(second, "categories").equals(List.of("Lost"))
                && names(second, "tags").equals(List.of("lost too")));
        shop.awaitQuiet(store);
        assertThat(termId(second, "categories")).isEqualTo(termId(first, "categories"));
        assertThat(store.pushCalls().stream().mapToInt(call -> call.updates()).sum())
                .as("twice the first, once or twice the second")
                .isBetween(3, 4);
    }

    @Test
    void bringsALostAttributeBackToAllProductsThatShowIt() {
        Item first = coloured("Red");
        Item second = coloured("Blue");
        shop.export(store, first, second);
        store.store().removeAttribute(theirs);
        theirs = store.store().seedAttribute(name);

        shop.export(store, first);

        awaitUntil(() -> shown(second).path("attributes").path(0).path("id").asLong() == theirs);
        awaitUntil(() -> shownOptions(second).equals(List.of("Blue")));
        shop.awaitQuiet(store);
        assertThat(shownOptions(first)).containsExactly("Red");
    }

    @Test
    void renamesACategoryThatItHasMade() {
        long id = category("Jumpers", null);
        String path = path(id);
        Item jumper = shop.product("\"categories\":[\"%s > Warm\"]".formatted(path));
        shop.export(store, jumper);
        int before = store.store().categories().size();
        long warm = termId(jumper, "categories");

        String renamed = "Pullovers " + NUMBER.incrementAndGet();
        api.patch("/categories/" + id, "{\"name\":\"%s\"}".formatted(renamed)).expect(200);

        awaitUntil(() -> storeCategory(renamed).isPresent());
        shop.awaitQuiet(store);
        assertThat(store.store().categories()).hasSize(before);
        assertThat(storeCategory(path)).isEmpty();
        assertThat(termId(jumper, "categories")).isEqualTo(warm);
        assertThat(shown(jumper).path("categories")).hasSize(1);
        Item other = shop.product("\"categories\":[\"%s\"]".formatted(renamed));
        shop.export(store, other);
        assertThat(store.store().categories()).hasSize(before);
    }

    @Test
    void keepsTheNameOfACategoryThatTheShopHasMade() {
        long id = category("Shop's own", null);
        String name = path(id);
        long theirCategory = store.store().seedCategory(name);
        Item product = shop.product("\"categories\":[\"%s\"]".formatted(name));
        shop.export(store, product);
        int before = store.store().categories().size();

        api.patch("/categories/" + id, "{\"name\":\"Other %d\"}".formatted(NUMBER.incrementAndGet()))
                .expect(200);
        Item other = shop.product("\"categories\":[\"%s\"]".formatted(path(id)));
        shop.export(store, product, other);
        shop.awaitQuiet(store);

        assertThat(store.store().categories()).hasSize(before);
        assertThat(termId(other, "categories")).isEqualTo(theirCategory);
        assertThat(names(product, "categories")).containsExactly(name);
    }

    @Test
    void movesACategoryThatItHasMade() {
        long one = category("One", null);
        long two = category("Two", null);
        long child = category("Child", one);
        Item product = shop.product("\"categories\":[\"%s\",\"%s\"]".formatted(path(child), path(two)));
        shop.export(store, product);
        int before = store.store().categories().size();

        api.patch("/categories/" + child, "{\"parentId\":" + two + "}").expect(200);

        String childName = path(child).split(" > ")[1];
        String parentName = path(two);
        awaitUntil(() -> storeCategory(childName).orElseThrow().path("parent").asLong()
                == storeCategory(parentName).orElseThrow().path("id").asLong());
        shop.awaitQuiet(store);
        assertThat(store.store().categories()).hasSize(before);
    }

    @Test
    void respectsACategoryThatTheShopHasRenamedAndMoved() {
        Item product = shop.product("\"categories\":[\"Shop renames\"]");
        shop.export(store, product);
        long id = termId(product, "categories");
        long above = store.store().seedCategory("Above");
        store.store()
                .editCategory(
                        id,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", "Renamed by shop")
                                .put("parent", above));
        store.store().seedCategory("Shop renames");

        Item other = shop.product("\"categories\":[\"Shop renames > Below\"]");
        shop.export(store, product, other);
        shop.awaitQuiet(store);

        assertThat(termId(product, "categories")).isEqualTo(id);
        assertThat(names(product, "categories")).containsExactly("Renamed by shop");
        assertThat(storeCategory("Below").orElseThrow().path("parent").asLong()).isEqualTo(id);
    }

    @Test
    void followsAnAttributeOfTheCatalogueThatIsRenamed() {
        Item red = coloured("Red");
        shop.export(store, red);

        api.patch("/attributes/" + ours, "{\"name\":\"Tint %d\"}".formatted(NUMBER.incrementAndGet()))
                .expect(200);
        shop.export(store, coloured("Blue"));
        shop.awaitQuiet(store);

        assertThat(shown(red).path("attributes").path(0).path("id").asLong()).isEqualTo(theirs);
        assertThat(attribute(theirs).path("name").asText()).as("the shop's own").isEqualTo(name);
        assertThat(options()).containsExactlyInAnyOrder("Red", "Blue");
    }

    @Test
    void renamesAGlobalAttributeThatItHasMadeAndKeepsItsSlug() {
        String first = "Made here " + NUMBER.incrementAndGet();
        long mine = api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"}".formatted(first))
                .expect(201)
                .id();
        api.post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"global_attribute\"}}".formatted(first))
                .expect(201);
        Item product = shop.product("\"attributes\":[{\"attributeId\":%d,\"value\":\"Red\"}]".formatted(mine));
        shop.export(store, product);
        long id = shown(product).path("attributes").path(0).path("id").asLong();
        assertThat(id).isPositive();
        String slug = attribute(id).path("slug").asText();
        int before = store.store().globalAttributes().size();

        String name = "Named anew " + NUMBER.incrementAndGet();
        api.patch("/attributes/" + mine, "{\"name\":\"%s\"}".formatted(name)).expect(200);

        awaitUntil(() -> attribute(id).path("name").asText().equals(name));
        shop.awaitQuiet(store);
        assertThat(attribute(id).path("slug").asText()).isEqualTo(slug);
        assertThat(store.store().globalAttributes()).hasSize(before);
        assertThat(shown(product).path("attributes").path(0).path("id").asLong())
                .isEqualTo(id);
    }

    @Test
    void respectsAGlobalAttributeThatTheShopHasRenamed() {
        Item red = coloured("Red");
        shop.export(store, red);
        store.store().renameAttribute(theirs, "Renamed by shop");

        shop.export(store, coloured("Blue"));

        assertThat(options()).containsExactlyInAnyOrder("Red", "Blue");
    }

    private long category(String name, @Nullable Long parent) {
        return api.post(
                        "/categories",
                        "{\"name\":\"%s %d\",\"parentId\":%s}".formatted(name, NUMBER.incrementAndGet(), parent))
                .expect(201)
                .id();
    }

    private String path(long category) {
        return api.get("/categories/" + category)
                .expect(200)
                .json()
                .path("path")
                .asText();
    }

    private JsonNode attribute(long id) {
        return store.store().globalAttributes().stream()
                .filter(one -> one.path("id").asLong() == id)
                .findFirst()
                .orElseThrow();
    }
}
