package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shop's page shows is what was written; and what cannot be bought is reported. */
@SyncTest
class TextsInStoresTest extends MappedStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "USB adapter <USB-C>",
                "Fits <3 love",
                "a < b > c",
                "C:\\temp\\new",
                "\\\\server\\share",
                "Salt & Pepper",
                "written &amp; as &lt;such&gt;",
                "<b>bold</b>",
                "3\" 'pipe'",
                "80%Acryl 100%20pure",
                "00"
            })
    void aNameIsShownAsItIsWritten(String name) throws Exception {
        String mapped = attribute("text");
        Connected store = shop.connect();
        Connected other = shop.connect();
        map(other, "{\"selectedFields\":[],\"fieldMappings\":{\"%s\":\"name\"}}".formatted(mapped));
        Item product = shop.product(values(mapped, JSON.writeValueAsString(name)));
        shop.change(product, "{\"name\":" + JSON.writeValueAsString(name) + "}");

        for (Connected one : new Connected[] {store, other}) {
            shop.export(one, product);
            assertThat(onThePage(one.field(product.sku(), "name"))).isEqualTo(name);
            assertThat(shop.logs(one, "").toString()).doesNotContain("The store shows");
        }
    }

    /** HTML stays HTML. */
    @Test
    void aDescriptionKeepsItsTagsAndItsBackslashes() {
        Connected store = shop.connect();
        Item product = shop.product("\"description\":\"<p>C:\\\\temp &amp; <b>more</b></p>\","
                + "\"shortDescription\":\"\\\\\\\\server <i>x</i>\"");

        shop.export(store, product);

        assertThat(store.field(product.sku(), "description")).isEqualTo("<p>C:\\temp &amp; <b>more</b></p>");
        assertThat(store.field(product.sku(), "short_description")).isEqualTo("\\\\server <i>x</i>");
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    /** The store takes them from the texts that a change of another one does not bring along. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"description\":\"<p>new</p>\"}",
                "{\"shortDescription\":null}",
                "{\"status\":\"incomplete\"}",
                "{\"name\":\"D:\\\\new\"}"
            })
    void backslashesStayWhenSomethingElseChanges(String change) {
        Connected store = shop.connect();
        Item product = shop.product(
                "\"status\":\"complete\",\"description\":\"<p>C:\\\\temp</p>\"," + "\"shortDescription\":\"a\\\\b\"");
        shop.change(product, "{\"name\":\"C:\\\\temp\"}");
        shop.export(store, product);

        shop.change(product, change);
        shop.awaitQuiet(store);

        for (var texts : Map.of("name", "name", "description", "description", "shortDescription", "short_description")
                .entrySet()) {
            String wanted = api.get("/products/" + product.id())
                    .expect(200)
                    .json()
                    .path(texts.getKey())
                    .asText("");
            assertThat(store.field(product.sku(), texts.getValue())).isEqualTo(wanted.equals("null") ? "" : wanted);
        }
        store.store().clearCalls();
        shop.price(product, "12.00");
        shop.awaitField(store, product, "regular_price", "12.00");
        assertThat(lastWrite(store).has("name")).as("a price takes nothing").isFalse();
    }

    /** A plugin has written the product by the same API. */
    @Test
    void backslashesThatAreLostAreSentOnceMore() {
        Connected store = shop.connect();
        Item product = shop.product("\"description\":\"<p>C:\\\\temp</p>\"");
        shop.export(store, product);
        long id = store.shows(product).orElseThrow().path("id").asLong();
        store.store().editProduct(id, new ObjectMapper().createObjectNode().put("menu_order", 7));
        assertThat(store.field(product.sku(), "description")).isEqualTo("<p>C:temp</p>");

        shop.price(product, "12.00");

        shop.awaitField(store, product, "description", "<p>C:\\temp</p>");
        shop.awaitStatus(store, product, "synced");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("12.00");
        assertThat(shop.logs(store, "&search=backslash_lost")).hasSize(1);
    }

    @Test
    void aProductCannotBeNamedZero() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.change(product, "{\"name\":\"0\"}");

        shop.export(store, product);

        shop.awaitStatus(store, product, "error"); // the change may be fanned out after the export

        assertThat(shop.row(store, product).path("errorMessage").asText()).contains("\"Product\"");
        assertThat(store.shows(product)).isEmpty();
    }

    /** A description is kept in a column for 4 GB. */
    @ParameterizedTest(name = "{0} of {1} kB")
    @CsvSource({"description, 66", "description, 300", "shortDescription, 60"})
    void whatAColumnHoldsIsSent(String field, int kilobytes) {
        Connected store = shop.connect();
        Item product = shop.product("\"%s\":\"%s\"".formatted(field, "d".repeat(kilobytes * 1000)));

        shop.export(store, product);

        assertThat(shop.status(store, product)).isEqualTo("synced");
    }

    @Test
    void aVariantWithoutAnyPriceIsToldBeforeAndAfter() {
        String size = attribute("text");
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\",\"price\":null");
        shop.change(parent, "{\"price\":null}");
        Item none = variant(parent, values(size, "\"S\""));
        Item priced = variant(parent, "\"price\":\"5\"," + values(size, "\"M\""));
        shop.export(store, parent);

        JsonNode told = shop.logs(store, "&search=no_price");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("productId").asLong()).isEqualTo(none.id());
        assertThat(told.path(0).path("errorMessage").asText()).contains("cannot be bought");
        assertThat(told.path(0).path("syncStatus").asText()).isEqualTo("synced");
        assertThat(preview(store, none).path("remark").asText()).contains("cannot be bought");
        assertThat(preview(store, priced).path("remark").isNull()).isTrue();
    }

    /** While no variant has a value, there is nothing to be chosen. */
    @Test
    void aVariationThatIsMadeWithoutOptionsIsToldBeforeAndAfter() {
        Connected store = shop.connect();
        map(store, "{\"selectedFields\":[\"price\",\"status\"]}");
        Item parent = shop.product("\"type\":\"variable\"");
        Item variant = variant(parent, "\"price\":\"5\"");
        shop.export(store, parent);

        JsonNode told = shop.logs(store, "&search=no_options");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("productId").asLong()).isEqualTo(variant.id());
        assertThat(told.path(0).path("errorMessage").asText()).contains("cannot be chosen");

        shop.change(variant, "{\"price\":\"6\"}");
        shop.awaitField(store, variant, "regular_price", "6");
        assertThat(preview(store, variant).path("remark").isNull()).isTrue();
        assertThat(shop.logs(store, "&search=no_options")).hasSize(1);
    }

    private JsonNode preview(Connected store, Item product) {
        return api.get(Shop.PATH + "/connections/%d/products/%d/preview".formatted(store.id(), product.id()))
                .expect(200)
                .json();
    }

    /** Entities as a browser reads them. */
    private static String onThePage(String html) {
        assertThat(html.replaceAll("&(lt|gt|amp|quot|#\\d+);", "")).doesNotContain("<", ">", "&");
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
