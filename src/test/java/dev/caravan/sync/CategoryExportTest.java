package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Products of a category, listed and exported: those of the categories below it belong to it. */
@SyncTest
class CategoryExportTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    private long category(String name) {
        for (JsonNode one : api.get("/categories?limit=100").json().path("data")) {
            if (one.path("name").asText().equals(name)) {
                return one.path("id").asLong();
            }
        }
        throw new AssertionError("no category " + name);
    }

    private long listed(long category) {
        return api.get("/products?categoryId=" + category)
                .expect(200)
                .json()
                .at("/pagination/total")
                .asLong();
    }

    @Test
    void whatLiesBelowGoesAlongAndNothingElse() {
        Connected store = shop.connect();
        Item above = shop.product("\"categories\":[\"Tools\"]");
        Item below = shop.product("\"categories\":[\"Tools > Saws\"]");
        Item elsewhere = shop.product("\"categories\":[\"Toys\"]");
        shop.product();

        assertThat(listed(category("Tools"))).isEqualTo(2);
        assertThat(listed(category("Saws"))).isEqualTo(1);
        assertThat(listed(999_999_999)).isZero();
        JsonNode answer = api.post(
                        Shop.PATH + "/connections/export",
                        "{\"connectionId\":%d,\"filter\":{\"categoryId\":%d}}".formatted(store.id(), category("Tools")))
                .expect(200)
                .json();

        assertThat(answer.path("syncedCount").asInt()).isEqualTo(2);
        assertThat(store.store().productBySku(above.sku())).isPresent();
        assertThat(store.store().productBySku(below.sku())).isPresent();
        assertThat(store.store().productBySku(elsewhere.sku())).isEmpty();
    }
}
