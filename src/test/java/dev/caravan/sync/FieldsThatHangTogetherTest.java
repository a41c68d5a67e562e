package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock and its status, the last one of a list, and what is sent while another field cannot be. */
@SyncTest
class FieldsThatHangTogetherTest extends MappedStore {

    private static final String SALE_ABOVE =
            "{\"selectedFields\":[\"stockQuantity\",\"status\",\"price\",\"description\"],\"fieldMappings\":{\"%s\":\"sale_price\"}}";

    @ParameterizedTest(name = "from {0}")
    @ValueSource(ints = {0, -2, 5})
    void whatIsNotCountedAnyMoreIsInStock(int before) {
        Connected store = shop.connect();
        Item product = shop.product("\"stockQuantity\":" + before);
        Item parent = shop.product("\"type\":\"variable\"");
        Item variant = variant(parent, "\"price\":\"5\",\"stockQuantity\":" + before);
        shop.export(store, product, parent);

        shop.change(product, "{\"stockQuantity\":null}");
        shop.change(variant, "{\"stockQuantity\":null}");

        for (Item item : new Item[] {product, variant}) {
            shop.awaitField(store, item, "manage_stock", "false");
            shop.awaitField(store, item, "stock_status", "instock");
        }
        shop.awaitQuiet(store);
        store.store().clearCalls();
        shop.price(product, "12.00");
        shop.awaitField(store, product, "regular_price", "12.00");
        assertThat(lastWrite(store).fieldNames()).toIterable().doesNotContain("stock_status");
    }

    @Test
    void aStatusThatTheShopHasSetItselfIsLeftAlone() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        editInStore(store, product, "{\"stock_status\":\"outofstock\"}");

        shop.price(product, "12.00");

        shop.awaitField(store, product, "regular_price", "12.00");
        assertThat(store.field(product.sku(), "stock_status")).isEqualTo("outofstock");
    }

    /** A parent with a quantity of its own would show itself by it, whatever its variations have. */
    @ParameterizedTest(name = "a parent with {0}, variants with {1} and {2}: managed {3}, status {4}, the second {5}")
    @CsvSource({
        "0, 3, 4, false, instock, instock",
        "0, 3, null, false, instock, outofstock",
        "0, 0, null, false, outofstock, outofstock",
        "7, 3, 4, false, instock, instock",
        "7, 0, 0, false, outofstock, outofstock",
        "7, 3, null, true, instock, instock",
        "7, null, null, true, instock, instock",
        "0, null, null, true, outofstock, outofstock",
        "null, 3, null, false, instock, instock"
    })
    void aParentManagesStockThatItsVariantsShare(
            String ofParent, String one, String other, String managed, String status, String ofOther) {
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\",\"stockQuantity\":" + ofParent);
        Item first = variant(parent, "\"price\":\"5\",\"stockQuantity\":" + one);
        Item second = variant(parent, "\"price\":\"5\",\"stockQuantity\":" + other);

        shop.export(store, parent);

        assertThat(store.field(parent.sku(), "manage_stock")).isEqualTo(managed);
        assertThat(store.field(parent.sku(), "stock_status")).isEqualTo(status);
        assertThat(store.field(second.sku(), "stock_status")).isEqualTo(ofOther);
        shop.change(first, "{\"stockQuantity\":9}");
        shop.awaitField(store, first, "stock_quantity", "9");
        shop.awaitField(store, parent, "stock_status", "instock");
        boolean shared = other.equals("null") && !ofParent.equals("null");
        shop.awaitField(store, parent, "manage_stock", String.valueOf(shared && !ofParent.equals("0")));
        if (shared && ofParent.equals("0")) {
            shop.awaitField(store, second, "stock_status", "outofstock");
        }
    }

    /** The status of a parent is made of its variations', whatever is sent. */
    @Test
    void soldOutVariantsRaiseNoFalseAlarmAtTheirParent() {
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        variant(parent, "\"price\":\"5\",\"stockQuantity\":0");
        shop.export(store, parent);

        shop.export(store, parent);

        assertThat(lastWrite(store, parent).fieldNames()).toIterable().doesNotContain("stock_status");
        assertThat(store.field(parent.sku(), "stock_status")).isEqualTo("outofstock");
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    @Test
    void aParentManagesItsStockIfTheMappingSaysSo() {
        String managed = attribute("boolean");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"stockQuantity\"],\"fieldMappings\":{\"%s\":\"manage_stock\"}}"
                        .formatted(managed));
        Item parent = shop.product("\"type\":\"variable\",\"stockQuantity\":0," + values(managed, "true"));
        variant(parent, "\"stockQuantity\":4");

        shop.export(store, parent);

        assertThat(store.field(parent.sku(), "manage_stock")).isEqualTo("true");
        assertThat(store.field(parent.sku(), "stock_quantity")).isEqualTo("0");
    }

    /** The last one of a list goes as the first one came. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"brands", "tags", "global_attribute"})
    void theLastOneIsTakenOff(String target) {
        String mapped = attribute("text");
        String field = target.equals("global_attribute") ? "attributes" : target;
        Connected store = shop.connect();
        map(store, "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"%s\":\"%s\"}}".formatted(mapped, target));
        Item product = shop.product(values(mapped, "\"Acme\""));
        Item never = shop.product();
        shop.export(store, product, never);
        assertThat(store.shows(product).orElseThrow().path(field)).hasSize(1);
        if (target.equals("brands")) {
            assertThat(lastWrite(store, never).has("brands"))
                    .as("a create has nothing to take off")
                    .isFalse();
        }

        shop.change(product, "{" + values(mapped, "null") + "}");

        Shop.awaitUntil(() -> store.shows(product).orElseThrow().path(field).isEmpty());
        shop.awaitQuiet(store);
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    @Test
    void theLastCategoryTextAndMeasureAreTakenOff() {
        Connected store = shop.connect();
        Item product = shop.product("\"categories\":[\"Hats\"],\"tags\":[\"new\"],\"description\":\"long\","
                + "\"shortDescription\":\"short\",\"weight\":2,\"dimensions\":{\"length\":1,\"width\":2,\"height\":3},"
                + "\"salePrice\":\"5\"");
        shop.export(store, product);

        shop.change(
                product,
                "{\"categories\":[],\"tags\":[],\"description\":null,\"shortDescription\":null,"
                        + "\"weight\":null,\"dimensions\":{\"length\":null,\"width\":null,\"height\":null},\"salePrice\":null}");
        shop.awaitField(store, product, "description", "");

        ObjectNode shown = store.shows(product).orElseThrow();
        assertThat(shown.path("categories")).hasSize(1);
        assertThat(shown.path("categories").path(0).path("name").asText()).isEqualTo("Uncategorized");
        assertThat(shown.path("tags")).isEmpty();
        assertThat(shown.path("short_description").asText()).isEmpty();
        assertThat(shown.path("weight").asText()).isEmpty();
        assertThat(shown.path("sale_price").asText()).isEmpty();
        shown.path("dimensions").forEach(side -> assertThat(side.asText()).isEmpty());
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    /** An attribute with a value that cannot be sent, where it goes, and a field that goes without it. */
    @ParameterizedTest(name = "{1} {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\"99\" ; sale_price",
                "\"12,50\" ; regular_price",
                "\"heavy\" ; weight",
                "\"ABC\" ; global_unique_id",
                "\"31.12.2026\" ; date_on_sale_from",
                "\"a|b\" ; attributes",
                "\"nowhere\" ; catalog_visibility"
            })
    void whatCanBeSentIsSent(String bad, String target) {
        String mapped = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                target.equals("attributes")
                        ? "{\"selectedFields\":[\"stockQuantity\",\"description\",\"price\",\"%s\"]}".formatted(mapped)
                        : "{\"selectedFields\":[\"stockQuantity\",\"description\",\"price\"],\"fieldMappings\":{\"%s\":\"%s\"}}"
                                .formatted(mapped, target));
        Item product = shop.product("\"stockQuantity\":5,\"description\":\"long\"");
        shop.export(store, product);

        shop.change(product, "{\"stockQuantity\":0,\"description\":\"longer\"," + values(mapped, bad) + "}");

        shop.awaitField(store, product, "stock_quantity", "0");
        shop.awaitStatus(store, product, "error");
        assertThat(store.field(product.sku(), "stock_status")).isEqualTo("outofstock");
        assertThat(store.field(product.sku(), "description")).isEqualTo("longer");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
        JsonNode letter = shop.deadLetters(store, "").path(0);
        assertThat(letter.path("message").asText()).contains(mapped).contains("all other fields were sent");

        shop.change(product, "{\"stockQuantity\":3}");
        shop.awaitField(store, product, "stock_quantity", "3");
        shop.awaitStatus(store, product, "error");
        shop.change(product, "{" + values(mapped, "null") + "}");
        shop.awaitStatus(store, product, "synced");
        assertThat(shop.deadLetters(store, "&state=open")).isEmpty();
    }

    @Test
    void aProductIsMadeWholeOrNotAtAll() {
        String mapped = attribute("text");
        Connected store = shop.connect();
        map(store, SALE_ABOVE.formatted(mapped));
        Item product = shop.product("\"stockQuantity\":5," + values(mapped, "\"99\""));

        shop.export(store, product);

        assertThat(shop.status(store, product)).isEqualTo("error");
        assertThat(store.shows(product)).isEmpty();
        shop.change(product, "{" + values(mapped, "\"9\"") + "}");
        shop.awaitField(store, product, "sale_price", "9");
    }

    /** Nothing is sent again and again that the store shows already. */
    @Test
    void whatCannotBeSentAloneTakesNoCall() {
        String mapped = attribute("text");
        Connected store = shop.connect();
        map(store, SALE_ABOVE.formatted(mapped));
        Item product = shop.product("\"stockQuantity\":5");
        shop.export(store, product);
        store.store().clearCalls();

        shop.change(product, "{" + values(mapped, "\"99\"") + "}");
        shop.awaitStatus(store, product, "error");
        shop.change(product, "{" + values(mapped, "\"98\"") + "}");
        shop.awaitQuiet(store);

        assertThat(store.pushes()).isZero();
        assertThat(shop.row(store, product).path("errorMessage").asText()).contains(mapped);
    }
}
