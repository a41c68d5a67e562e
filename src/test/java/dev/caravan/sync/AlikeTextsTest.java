package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a store cleans in one place and not in another, and names that it takes for one. */
@SyncTest
class AlikeTextsTest extends MappedStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Two  blanks",
                "Tab\there",
                " edges ",
                "C:\\temp",
                "Salt & Pepper",
                "3\" 'pipe'",
                "80% Cotton",
                "1,5 l",
                "0"
            })
    void anOptionIsTheSameInAProductAndItsVariation(String option) throws Exception {
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        Item variant = withOption(parent, option);

        shop.export(store, parent);

        JsonNode offered = store.shows(parent).orElseThrow().at("/attributes/0/options");
        JsonNode had = store.shows(variant).orElseThrow().at("/attributes/0/option");
        assertThat(had.asText()).isEqualTo(option.strip().replaceAll("\\s+", " "));
        assertThat(offered).hasSize(1);
        assertThat(offered.path(0)).isEqualTo(had);
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"80%Acryl", "Cable <USB-C>", "A &amp; B"})
    void anOptionThatCannotBeTheSameIsRefused(String option) throws Exception {
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        withOption(parent, option);

        shop.export(store, parent);

        JsonNode row = shop.row(store, parent);
        assertThat(row.path("syncStatus").asText()).isEqualTo("error");
        assertThat(row.path("errorMessage").asText()).contains("cannot be \"" + option + "\"");
        assertThat(store.shows(parent)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"50%AB-", "<b>1</b>"})
    void aSkuThatTheStoreWouldChangeIsRefused(String start) {
        Connected store = shop.connect();
        Item product = shop.product();
        String sku = start + NUMBER.incrementAndGet();
        shop.change(product, "{\"sku\":\"" + sku + "\"}");

        shop.export(store, product);

        assertThat(shop.row(store, product).path("errorMessage").asText())
                .contains("sku")
                .contains(sku);
        assertThat(store.store().productCount()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C:\\A-", "A & B-", "A \"x\" - "})
    void aSkuThatTheStoreKeepsIsLinked(String start) throws Exception {
        Connected store = shop.connect();
        Item product = shop.product();
        String sku = start + NUMBER.incrementAndGet();
        shop.change(product, "{\"sku\":" + JSON.writeValueAsString(sku) + "}");

        shop.export(store, product);

        shop.awaitStatus(store, product, "synced"); // the change may be fanned out after the export
        assertThat(store.shows(sku)).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Cable <USB-C>", "Fits <3", "C:\\temp", "Salt & Pepper", "A &amp; B"})
    void aTagAndACategoryAreShownAsTheyAreWritten(String name) throws Exception {
        Connected store = shop.connect();
        String unique = name + " " + NUMBER.incrementAndGet();
        String json = JSON.writeValueAsString(unique);
        boolean path = name.indexOf('>') >= 0; // of two categories
        Item product = shop.product("\"tags\":[%s],\"categories\":[%s]".formatted(json, path ? "" : json));

        shop.export(store, product);

        ObjectNode shown = store.shows(product).orElseThrow();
        for (String field : path ? new String[] {"tags"} : new String[] {"tags", "categories"}) {
            String kept = shown.path(field).path(0).path("name").asText();
            assertThat(kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                    .isEqualTo(unique);
        }
    }

    @Test
    void aTermThatTheStoreWouldChangeIsRefused() {
        Connected store = shop.connect();
        Item product = shop.product("\"tags\":[\"Mix 80%Ac\"]");

        shop.export(store, product);

        assertThat(shop.row(store, product).path("errorMessage").asText())
                .contains("tags")
                .contains("Mix 80");
        assertThat(store.shows(product)).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"Size (EU), Size EU", "Größe, Grose"})
    void attributesOfOneSlugAreRefusedWithBothNames(String one, String other) {
        int number = NUMBER.incrementAndGet();
        String first = named(one + " " + number, "");
        String second = named(other + " " + number, "");
        Connected store = shop.connect();
        Item product = shop.product(values(first, "\"a\"", second, "\"b\""));
        Item fine = shop.product(values(first, "\"a\""));

        shop.export(store, product, fine);

        assertThat(shop.row(store, product).path("errorMessage").asText())
                .contains(first)
                .contains(second);
        assertThat(store.shows(product)).isEmpty();
        assertThat(shop.status(store, fine)).isEqualTo("synced");
    }

    @Test
    void globalAttributesOfOneSlugAreKeptApart() {
        int number = NUMBER.incrementAndGet();
        String first = named("Width (cm) " + number, "");
        String second = named("Width cm " + number, "");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"global_attribute\",\"%s\":\"global_attribute\"}}"
                        .formatted(first, second));
        Item product = shop.product(values(first, "\"10\"", second, "\"12\""));

        shop.export(store, product);

        JsonNode shown = store.shows(product).orElseThrow().path("attributes");
        assertThat(shown).hasSize(2).extracting(a -> a.path("name").asText()).containsExactlyInAnyOrder(first, second);
        assertThat(shown).allMatch(a -> a.path("id").asLong() > 0);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"Rosé, Rose", "red, Red", "Crème, CREME"})
    void optionsThatAreOneTermAreRefusedWithBothNames(String one, String other) {
        String colour = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}".formatted(colour));
        Item parent = shop.product("\"type\":\"variable\"");
        variant(parent, "\"price\":\"5\"," + values(colour, "\"" + one + "\""));
        variant(parent, "\"price\":\"5\"," + values(colour, "\"" + other + "\""));

        shop.export(store, parent);

        assertThat(shop.row(store, parent).path("errorMessage").asText())
                .contains(one)
                .contains(other);
        assertThat(store.shows(parent)).isEmpty();
    }

    /** In Indian scripts and in Thai vowels are signs at a consonant, and count for the database (seen in 10.2.4). */
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"नील, नीला", "काला, काली", "สี, สู", "பச்சை, பச்சி"})
    void optionsWithOtherVowelSignsAreTwo(String one, String other) {
        String colour = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}".formatted(colour));
        Item parent = shop.product("\"type\":\"variable\"");
        Item first = variant(parent, "\"price\":\"5\"," + values(colour, "\"" + one + "\""));
        Item second = variant(parent, "\"price\":\"5\"," + values(colour, "\"" + other + "\""));

        shop.export(store, parent);

        assertThat(shop.status(store, parent)).isEqualTo("synced");
        assertThat(store.shows(first).orElseThrow().at("/attributes/0/option").asText())
                .isEqualTo(one);
        assertThat(store.shows(second).orElseThrow().at("/attributes/0/option").asText())
                .isEqualTo(other);
    }

    /** The second one could not be chosen. */
    @Test
    void aVariantWithTheValuesOfAnotherIsRefusedUntilOneOfThemChanges() {
        String size = attribute("text");
        String ean = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"price\",\"stockQuantity\",\"%s\"],\"fieldMappings\":{\"%s\":\"global_unique_id\"}}"
                        .formatted(size, ean));
        Item parent = shop.product("\"type\":\"variable\"");
        Item first = variant(parent, "\"price\":\"5\"," + values(size, "\"S\"", ean, "\"4006381333931\""));
        Item second = variant(parent, "\"price\":\"6\"," + values(size, "\"S\"", ean, "\"4006381333948\""));
        Item third = variant(parent, "\"price\":\"7\"," + values(size, "\"M\"", ean, "\"4006381333955\""));

        shop.export(store, parent);

        assertThat(shop.status(store, first)).isEqualTo("synced");
        assertThat(shop.status(store, third)).isEqualTo("synced");
        assertThat(shop.row(store, second).path("errorMessage").asText()).contains(first.sku());
        assertThat(store.shows(second)).isEmpty();
        shop.change(first, "{" + values(size, "\"L\"") + "}");
        shop.awaitStatus(store, second, "synced");
        shop.change(third, "{\"stockQuantity\":3," + values(size, "\"L\"") + "}");
        shop.awaitField(store, third, "stock_quantity", "3");
        shop.awaitStatus(store, third, "error");
        assertThat(store.shows(third).orElseThrow().at("/attributes/0/option").asText())
                .isEqualTo("M");
    }

    /** What the store does not take of the product's terms holds back nothing else. */
    @Test
    void aTermThatTheStoreDoesNotTakeDoesNotHoldBackTheStock() {
        String colour = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"stockQuantity\",\"tags\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}"
                        .formatted(colour));
        Item product = shop.product("\"stockQuantity\":5," + values(colour, "\"Red\""));
        shop.export(store, product);

        shop.change(product, "{\"stockQuantity\":0,\"tags\":[\"<b></b>\",\"Mix 80%Ac\"]}");

        shop.awaitField(store, product, "stock_quantity", "0");
        shop.awaitStatus(store, product, "error");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Type", "Order", "Year", "Category", "Tag"})
    void aGlobalAttributeWithAReservedNameIsMadeUnderAnotherSlug(String reserved) {
        String name = named(reserved, "");
        Connected store = shop.connect();
        map(store, "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"global_attribute\"}}".formatted(name));
        Item product = shop.product(values(name, "\"A\""));

        shop.export(store, product);

        JsonNode shown = store.shows(product).orElseThrow().path("attributes").path(0);
        assertThat(shown.path("id").asLong()).isPositive();
        assertThat(shown.path("name").asText()).isEqualTo(name);
        assertThat(shown.path("slug").asText()).startsWith("pa_caravan-");
        Item next = shop.product(values(name, "\"B\""));
        shop.export(store, next);
        assertThat(store.shows(next).orElseThrow().path("attributes").path(0).path("id"))
                .isEqualTo(shown.path("id"));
    }

    private Item withOption(Item parent, String option) throws Exception {
        String kind = attribute("text");
        return variant(parent, "\"price\":\"5\"," + values(kind, JSON.writeValueAsString(option)));
    }

    private String named(String name, String more) {
        api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"%s}".formatted(name, more));
        return name;
    }
}
