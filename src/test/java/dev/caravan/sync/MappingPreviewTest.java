package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a mapping would change is told before it is saved, and is then what the store shows. */
@SyncTest
class MappingPreviewTest {

    private static final String DEARER =
            "{\"selectedFields\":[\"name\",\"sku\",\"price\"],\"priceRules\":{\"multiplier\":\"1.2\"}%s}";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    private JsonNode preview(Connected store, String more) {
        return api.post(path(store), DEARER.formatted(more)).expect(200).json();
    }

    private static String path(Connected store) {
        return Shop.PATH + "/connections/" + store.id() + "/mapping-preview";
    }

    @Test
    void thePreviewIsWhatTheStoreShowsOnceTheMappingIsSaved() {
        Connected store = shop.connect();
        Item free = shop.product("\"price\":null,\"description\":\"Text\"");
        List<Item> priced = List.of(shop.product("\"description\":\"Text\""), shop.product());
        shop.export(store, free, priced.get(0), priced.get(1));
        long calls = store.store().callCount();

        JsonNode preview = preview(store, "");

        assertThat(preview.path("linked").asInt()).isEqualTo(3);
        assertThat(preview.path("examined").asInt()).isEqualTo(3);
        assertThat(preview.path("isEstimate").asBoolean()).isFalse();
        JsonNode price = ofField(preview, "regular_price");
        assertThat(price.path("field").asText()).isEqualTo("price");
        assertThat(price.path("changed").asInt()).isEqualTo(2);
        assertThat(ofField(preview, "description").path("left").asInt()).isPositive();
        JsonNode change =
                preview(store, ",\"productIds\":[" + priced.get(0).id() + "]").at("/sample/0/changes/0");
        assertThat(change.path("storeField").asText()).isEqualTo("regular_price");
        assertThat(change.path("from").asText())
                .isEqualTo(store.field(priced.get(0).sku(), "regular_price"));
        assertThat(store.store().callCount()).isEqualTo(calls);
        String mappings = Shop.PATH + "/connections/" + store.id() + "/export-mappings";
        assertThat(api.get(mappings).json().path("data")).isEmpty();
        assertThat(shop.stats(store).path("pendingProducts").asInt()).isZero();

        api.post(mappings, DEARER.formatted("")).expect(201);

        shop.awaitField(store, priced.get(0), "regular_price", change.path("to").asText());
        shop.awaitField(store, priced.get(1), "regular_price", change.path("to").asText());
        assertThat(store.field(priced.get(0).sku(), "description")).contains("Text"); // left to the store
        assertThat(preview(store, "").path("changing").asInt()).isZero();
    }

    @Test
    void aProductOfWhichLessIsSentDoesNotChange() {
        Connected store = shop.connect();
        Item item = shop.product("\"description\":\"Text\"");
        shop.export(store, item);
        String less = "{\"selectedFields\":[\"name\",\"sku\",\"price\"]%s}";

        for (String named : List.of("", ",\"productIds\":[" + item.id() + "]")) {
            JsonNode preview =
                    api.post(path(store), less.formatted(named)).expect(200).json();

            assertThat(preview.path("changing").asInt()).isZero();
            assertThat(preview.path("estimate").asInt()).isZero();
            assertThat(ofField(preview, "description").path("left").asInt()).isEqualTo(1);
            assertThat(preview.at("/sample/0/changes")).isEmpty();
            assertThat(preview.at("/sample/0/left").toString()).contains("description");
        }
    }

    @Test
    void ofManyProductsSomeAreExamined() {
        Connected store = shop.connect();
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        List<Item> products = shop.products(1_500);
        shop.startExport(store, products).expect(202);

        JsonNode preview = preview(store, "");

        assertThat(preview.path("linked").asInt()).isEqualTo(1_500);
        assertThat(preview.path("examined").asInt()).isEqualTo(500);
        assertThat(preview.path("changing").asInt()).isEqualTo(500);
        assertThat(preview.path("isEstimate").asBoolean()).isTrue();
        assertThat(preview.path("estimate").asInt()).isEqualTo(1_500);
        assertThat(preview.path("sample")).hasSize(20);
        long last = preview.path("sample").path(19).path("productId").asLong();
        assertThat(last).isLessThan(products.get(1_499).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"selectedFields\":[\"colour of the sky\"]}",
                "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"price\":\"sku\"}}",
                "{\"selectedFields\":[\"price\"],\"productIds\":[]}",
                "{\"selectedFields\":[\"price\"],\"productIds\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}",
                "{\"selectedFields\":[\"price\"],\"productIds\":\"all\"}",
                "{\"selectedFields\":[\"price\"],\"save\":true}",
            })
    void whatIsNotUnderstoodIsNamed(String body) {
        Connected store = shop.connect();

        assertThat(api.post(path(store), body).expect(400).json().path("errors"))
                .isNotEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Connected store = shop.connect();

        api.post(path(store), DEARER.formatted(",\"productIds\":[999999999]")).expect(404);
        api.post(Shop.PATH + "/connections/999999999/mapping-preview", DEARER.formatted(""))
                .expect(404);
    }

    private static JsonNode ofField(JsonNode preview, String storeField) {
        for (JsonNode field : preview.path("byField")) {
            if (field.path("storeField").asText().equals(storeField)) {
                return field;
            }
        }
        throw new AssertionError(storeField + " is not in " + preview);
    }
}
