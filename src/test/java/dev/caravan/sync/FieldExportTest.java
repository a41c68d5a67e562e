package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Exports of some fields, and the dry run. */
@SyncTest
class FieldExportTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void sendsTheseFieldsAgainEvenIfTheStoreShowsThem() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();

        JsonNode result = export(store, product, "[\"price\",\"weight\"]", "")
                .path("results")
                .path(0);

        assertThat(fields(lastWrite(store))).containsExactlyInAnyOrder("regular_price", "sale_price", "weight");
        assertThat(result.path("exportedFields")).extracting(JsonNode::asText).contains("price", "weight");
        assertThat(shop.status(store, product)).isEqualTo("synced");
    }

    @Test
    void sendsNothingInAPartialUpdateOfFieldsThatTheStoreShows() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();

        export(store, product, "[\"price\"]", ",\"partialUpdate\":true");

        assertThat(store.pushes()).isZero();
    }

    @Test
    void leavesOtherChangesOwed() {
        Connected store = shop.connect("\"autoSync\":false");
        Item product = shop.product("\"description\":\"old\"");
        Item sentinel = shop.product();
        shop.export(store, product);
        Connected witness = shop.connect();
        shop.export(witness, product, sentinel);
        shop.change(product, "{\"description\":\"new\",\"price\":\"12.00\"}");
        shop.awaitAllBefore(witness, sentinel);

        export(store, product, "[\"price\"]", ",\"partialUpdate\":true");
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("12.00");
        assertThat(store.field(product.sku(), "description")).isEqualTo("old");

        shop.configure(store, "{\"autoSync\":true}");
        shop.awaitField(store, product, "description", "new");
    }

    @Test
    void sendsTheFieldsOfTwoExportsTogether() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);

        markPending(store, product, "[\"weight\"]");
        markPending(store, product, "[\"description\"]");
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);

        shop.awaitQuiet(store);
        assertThat(fields(lastWrite(store))).containsExactlyInAnyOrder("weight", "description");
    }

    @Test
    void sendsEverythingThatDiffersIfAChangeComesMeanwhile() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(store, product);
        Connected witness = shop.connect();
        shop.export(witness, sentinel);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);

        markPending(store, product, "[\"weight\"]");
        shop.change(product, "{\"description\":\"new\"}");
        shop.awaitAllBefore(witness, sentinel);
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);

        shop.awaitQuiet(store);
        assertThat(fields(lastWrite(store))).containsExactlyInAnyOrder("weight", "description");
    }

    @Test
    void sendsEverythingIfAllIsExportedMeanwhile() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);

        markPending(store, product, "[\"weight\"]");
        markPending(store, product, null);
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);

        shop.awaitQuiet(store);
        assertThat(fields(lastWrite(store))).contains("name", "weight", "description", "regular_price");
    }

    /** What failed then is still to be sent, and the error must not end without it. */
    @Test
    void sendsAllThatDiffersOfAProductInError() {
        Connected store = shop.connect();
        Item product = shop.product("\"description\":\"old\"");
        shop.export(store, product);
        store.store().faults().refuseSku(product.sku(), "product_invalid_price", "Too dear");
        shop.change(product, "{\"description\":\"new\"}");
        shop.awaitStatus(store, product, "error");
        store.store().faults().clear();

        export(store, product, "[\"price\"]", "");

        assertThat(store.field(product.sku(), "description")).isEqualTo("new");
        assertThat(shop.status(store, product)).isEqualTo("synced");
    }

    @Test
    void makesAWholeProductOfOneThatTheStoreDoesNotHave() {
        Connected store = shop.connect();
        Item product = shop.product("\"description\":\"long\"");

        export(store, product, "[\"price\"]", "");

        assertThat(store.field(product.sku(), "description")).isEqualTo("long");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[\"prise\"] ; fieldsToExport has \"prise\", which is no field or attribute; fields: name, sku",
                "[\"price\"] ; fieldsToExport has \"price\", which the connection's export mapping does not send",
                "[] ; fieldsToExport must name 1 to 500 fields"
            })
    void refusesFieldsThatItDoesNotSend(String fields, String sentence) {
        Connected store = shop.connect();
        Item product = shop.product();
        api.post(Shop.PATH + "/connections/" + store.id() + "/export-mappings", "{\"selectedFields\":[\"weight\"]}")
                .expect(201);

        assertThat(api.post(Shop.PATH + "/connections/export", body(store, product, fields, ""))
                        .expect(400)
                        .text()
                        .replace("\\\"", "\""))
                .contains(sentence);
    }

    @Test
    void showsWhatADeliveryWouldDoWithoutSendingAnything() {
        Connected store = shop.connect("\"autoSync\":false");
        Item product = shop.product("\"description\":\"old\"");
        JsonNode create = preview(store, product);
        assertThat(create.path("operation").asText()).isEqualTo("create");
        assertThat(create.at("/request/method").asText()).isEqualTo("POST");
        assertThat(create.at("/request/body/create/0/sku").asText()).isEqualTo(product.sku());
        assertThat(create.path("changes"))
                .allMatch(change -> change.path("from").asText().equals("unknown"));
        shop.export(store, product);
        long calls = store.store().callCount();

        JsonNode none = preview(store, product);
        shop.change(product, "{\"price\":\"12.00\"}");
        JsonNode update = preview(store, product);

        assertThat(none.path("operation").asText()).isEqualTo("none");
        assertThat(none.path("changes")).isEmpty();
        assertThat(none.path("request").isNull()).isTrue();
        assertThat(update.path("operation").asText()).isEqualTo("update");
        assertThat(update.path("changes").toString())
                .isEqualTo(
                        "[{\"field\":\"price\",\"storeField\":\"regular_price\",\"from\":\"other\",\"to\":\"12.00\"},"
                                + "{\"field\":\"salePrice\",\"storeField\":\"sale_price\",\"from\":\"same\",\"to\":\"\"}]");
        assertThat(update.at("/request/path").asText()).isEqualTo("/wp-json/wc/v3/products/batch");
        assertThat(update.at("/request/body/update/0/regular_price").asText()).isEqualTo("12.00");
        assertThat(store.store().callCount()).isEqualTo(calls);
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
    }

    @Test
    void saysInADryRunWhyAProductCannotBeSent() {
        Connected store = shop.connect();
        Item product = shop.product("\"salePrice\":\"5.00\"");
        api.post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        "{\"selectedFields\":[\"price\",\"salePrice\"],\"priceRules\":{\"multiplier\":\"0.01\",\"rounding\":\".99\"}}")
                .expect(201);

        JsonNode refused = preview(store, product);
        assertThat(refused.path("code").asText()).isEqualTo("sale_price_not_below");
        assertThat(refused.path("message").asText()).contains("sale_price", "0.99");
        assertThat(refused.path("request").isNull()).isTrue();
        api.get(Shop.PATH + "/connections/" + store.id() + "/products/999999/preview")
                .expect(404);
    }

    private JsonNode preview(Connected store, Item product) {
        return api.get(Shop.PATH + "/connections/%d/products/%d/preview".formatted(store.id(), product.id()))
                .expect(200)
                .json();
    }

    private JsonNode export(Connected store, Item product, String fields, String more) {
        return api.post(Shop.PATH + "/connections/export", body(store, product, fields, more))
                .expect(200)
                .json();
    }

    /** Exports without waiting. */
    private void markPending(Connected store, Item product, @Nullable String fields) {
        String json = fields == null ? Shop.exportBody(store, List.of(product)) : body(store, product, fields, "");
        api.send(HttpRequest.newBuilder(api.uri(Shop.PATH + "/connections/export"))
                        .header("Authorization", Api.authorization())
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build())
                .expect(202);
    }

    private static String body(Connected store, Item product, String fields, String more) {
        return "{\"connectionId\":%d,\"productIds\":[%d],\"fieldsToExport\":%s%s}"
                .formatted(store.id(), product.id(), fields, more);
    }

    private static JsonNode lastWrite(Connected store) {
        List<SandboxWrite> writes = store.store().writes();
        return writes.get(writes.size() - 1).fields();
    }

    private static List<String> fields(JsonNode write) {
        return write.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("id"))
                .toList();
    }
}
