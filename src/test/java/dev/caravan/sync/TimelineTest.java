package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What happened to a product or a store, and how the product is in every store. */
@SyncTest
class TimelineTest extends ThreeDeadLetters {

    private JsonNode timeline(String path) {
        return api.get(Shop.PATH + path).expect(200).json();
    }

    private static List<String> texts(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry ->
                        entry.path("kind").asText() + " " + entry.path("action").asText() + " "
                                + entry.path("outcome").asText("-"))
                .toList();
    }

    private String ofProduct(int product) {
        return "/products/" + products.get(product).id() + "/timeline";
    }

    @Test
    void ofAProductTellsWhoChangedItAndWhatBecameOfIt() {
        shop.change(products.get(0), "{\"name\":\"Better\"}");
        shop.awaitStatus(store, products.get(0), "error");
        api.post(
                        Shop.PATH + "/dead-letters/replay",
                        "{\"productId\":" + products.get(0).id() + "}")
                .expect(200);
        shop.awaitStatus(store, products.get(0), "error");

        JsonNode entries = timeline(ofProduct(0) + "?limit=100").path("data");

        assertThat(texts(entries))
                .contains("action change-product done", "attempt create synced", "attempt update error");
        JsonNode action = StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("action").asText().equals("change-product"))
                .findFirst()
                .orElseThrow();
        assertThat(action.path("who").asText()).isEqualTo("admin");
        assertThat(action.path("fields").path(0).asText()).isEqualTo("name");
        assertThat(texts(entries)).anyMatch(text -> text.startsWith("dead_letter replayed"));
    }

    @Test
    void canBeOfOneKind() {
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);

        String path = "/connections/" + store.id() + "/timeline?kind=";
        assertThat(texts(timeline(path + "action").path("data")))
                .contains("action pause-connection done")
                .allMatch(text -> text.startsWith("action "));
        api.get(Shop.PATH + path + "anything").expect(400);
    }

    @Test
    void aPreviewIsNoChange() {
        String connection = Shop.PATH + "/connections/" + store.id();
        api.post(connection + "/mapping-preview", "{\"selectedFields\":[\"name\",\"sku\"]}")
                .expect(200);

        assertThat(texts(timeline("/connections/" + store.id() + "/timeline?kind=action")
                        .path("data")))
                .isNotEmpty()
                .noneMatch(text -> text.contains("preview-mapping"));
    }

    @Test
    void isReadPageByPageWithoutALossOrADouble() {
        shop.price(products, "82.00");
        shop.awaitField(store, products.get(3), "regular_price", "82.00");
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
        products.subList(0, 3).forEach(product -> shop.awaitStatus(store, product, "error"));
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        String path = "/connections/" + store.id() + "/timeline";
        JsonNode all = timeline(path + "?limit=100");

        List<JsonNode> read = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = timeline(path + "?limit=2" + (next.isEmpty() ? "" : "&before=" + next));
            page.path("data").forEach(read::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));

        assertThat(all.path("next").isNull()).isTrue();
        assertThat(read).hasSizeGreaterThan(6).doesNotHaveDuplicates();
        assertThat(read).containsExactlyElementsOf(all.path("data"));
        assertThat(texts(all.path("data"))).contains("action pause-connection done", "action resume-connection done");
    }

    @Test
    void showsAProductInEveryStoreWithItsLastAttempts() {
        JsonNode page = timeline("/products/" + products.get(1).id() + "/stores?limit=100");

        JsonNode here = StreamSupport.stream(page.path("data").spliterator(), false)
                .filter(each -> each.path("store").path("id").asLong() == store.id())
                .findFirst()
                .orElseThrow();
        assertThat(here.path("cell").path("status").asText()).isEqualTo("error");
        assertThat(here.path("cell").path("errorCode").asText()).isEqualTo("bad_price");
        assertThat(here.path("lastAttempts").size()).isBetween(1, 3);
        assertThat(here.path("lastAttempts").path(0).path("outcome").asText()).isEqualTo("error");
    }

    @Test
    void showsAVariantByItself() {
        jdbc.sql("UPDATE product SET type = 'variable' WHERE id = :id")
                .param("id", products.get(3).id())
                .update();
        jdbc.sql("UPDATE product SET type = 'variant', parent_product_id = :parent WHERE id = :id")
                .param("parent", products.get(3).id())
                .param("id", products.get(2).id())
                .update();

        JsonNode page = timeline("/products/" + products.get(2).id() + "/stores?limit=100");

        assertThat(page.path("data").findValuesAsText("errorCode")).contains("bad_name");
    }

    @Test
    void isNotAboutWhatBelongsToOthers() {
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();
        long product = jdbc.sql("INSERT INTO product (account_id, sku, name) VALUES (:id, 'X', 'X') RETURNING id")
                .param("id", stranger)
                .query(Long.class)
                .single();

        api.get(Shop.PATH + "/products/" + product + "/stores").expect(404);
        api.get(Shop.PATH + "/products/" + product + "/timeline").expect(404);
        api.get(Shop.PATH + "/connections/999999/timeline").expect(404);
        assertThat(api.get(Shop.PATH + ofProduct(0) + "?before=soon")
                        .expect(400)
                        .text())
                .contains("must be what the page before has as next");
    }
}
