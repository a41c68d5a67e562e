package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Products by stores, over the API. */
@SyncTest
class MatrixTest {

    private static final String PATH = Shop.PATH + "/sync/rows";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Connected store;
    private Connected other;
    private List<Item> products;

    @BeforeEach
    void twoStoresOnHold() {
        store = shop.connect();
        other = shop.connect();
        products = ownWords(shop.products(6));
        for (Connected each : List.of(store, other)) {
            api.post(Shop.PATH + "/connections/" + each.id() + "/pause", "").expect(200);
        }
        link(0, "wanted = 1, synced = 1");
        link(1, "wanted = 2, synced = 1, behind_since = now()");
        link(2, "wanted = 2, synced = 1, behind_since = now() - interval '2 hours'");
        link(3, "wanted = 1, synced = 1, error_code = 'bad_price', error_message = 'No'");
        link(4, "wanted = 1, synced = 1, auto_sync = false, missed = true");
    }

    /** With SKUs that begin with a word that no product of another test has. */
    private List<Item> ownWords(List<Item> made) {
        String word = "MX" + made.get(0).id() + "X";
        jdbc.sql("UPDATE product SET sku = replace(sku, 'BULK-', :word) WHERE id = ANY (:ids)")
                .param("word", word)
                .param("ids", made.stream().map(Item::id).toArray(Long[]::new))
                .update();
        return made.stream()
                .map(item -> new Item(item.id(), item.sku().replace("BULK-", word)))
                .toList();
    }

    @AfterEach
    void noProductStays() {
        jdbc.sql("DELETE FROM woocommerce_product_sync WHERE connection_id IN (:store, :other)")
                .param("store", store.id())
                .param("other", other.id())
                .update();
        jdbc.sql("DELETE FROM product WHERE id = ANY (:ids)")
                .param("ids", products.stream().map(Item::id).toArray(Long[]::new))
                .update();
    }

    private void link(int product, String state) {
        jdbc.sql(
                        "INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, wanted, synced, woo_product_id)"
                                + " SELECT account_id, :store, id, 1, 1, 1000 + id FROM product WHERE id = :id")
                .param("store", store.id())
                .param("id", products.get(product).id())
                .update();
        jdbc.sql("UPDATE woocommerce_product_sync SET " + state + " WHERE connection_id = :store AND product_id = :id")
                .param("store", store.id())
                .param("id", products.get(product).id())
                .update();
    }

    private JsonNode rows(String query) {
        return api.get(PATH + "?connectionIds=" + store.id() + "," + other.id() + "&" + query)
                .expect(200)
                .json();
    }

    private List<Integer> found(String query) {
        List<Long> ids = products.stream().map(Item::id).toList();
        return StreamSupport.stream(rows(query + "&limit=100").path("data").spliterator(), false)
                .map(row -> ids.indexOf(row.path("id").asLong()))
                .filter(index -> index >= 0)
                .toList();
    }

    private String prefix() {
        String sku = products.get(0).sku();
        return sku.substring(0, sku.lastIndexOf('-') + 1);
    }

    @Test
    void saysOfEveryProductHowItIsInEveryStore() {
        JsonNode page = rows("search=" + prefix() + "&limit=4");

        assertThat(page.path("stores").path(0).path("storeName").asText()).isEqualTo(store.name());
        assertThat(page.path("pagination").path("total").asInt()).isEqualTo(6);
        assertThat(page.path("pagination").path("totalIsLowerBound").asBoolean())
                .isFalse();
        assertThat(page.path("pagination").path("hasNext").asBoolean()).isTrue();
        assertThat(page.path("data")).hasSize(4);
        assertThat(page.path("data")
                        .path(0)
                        .path("cells")
                        .path(1)
                        .path("status")
                        .asText())
                .isEqualTo("not_there");
        List<String> states = StreamSupport.stream(
                        rows("search=" + prefix()).path("data").spliterator(), false)
                .map(row -> row.path("cells").path(0).path("status").asText())
                .toList();
        assertThat(states).containsExactly("in_sync", "pending", "late", "error", "off", "not_there");
        JsonNode failed = page.path("data").path(3).path("cells").path(0);
        assertThat(failed.path("errorCode").asText()).isEqualTo("bad_price");
        assertThat(page.path("data")
                        .path(2)
                        .path("cells")
                        .path(0)
                        .path("pendingSince")
                        .asText())
                .endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({"in_sync, 0", "pending, 1;2", "late, 2", "error, 3", "off, 4", "not_there, 5"})
    void findsProductsByTheirStateInAStore(String status, String expected) {
        List<Integer> indexes =
                List.of(expected.split(";")).stream().map(Integer::valueOf).toList();
        String here = "status=" + status + "&connectionId=" + store.id();

        if (!status.equals("not_there")) { // that is true of all products of other tests as well
            assertThat(found(here)).isEqualTo(indexes);
        }
        assertThat(found(here + "&search=" + prefix()))
                .as("few that are searched for")
                .isEqualTo(indexes);
        if (indexes.get(0) > 0 && indexes.get(0) < 4) {
            assertThat(found("status=" + status + "&search=" + prefix()))
                    .as("in any store")
                    .isEqualTo(indexes);
        }
    }

    @Test
    void findsWhatAStoreHas() {
        assertThat(found("connectionId=" + store.id())).containsExactly(0, 1, 2, 3, 4);
        assertThat(found("connectionId=" + other.id())).isEmpty();
    }

    @Test
    void findsProductsByNameSkuGtinFamilyCategoryAndTime() {
        long family = api.post("/families", "{\"name\":\"F " + prefix() + "\"}")
                .expect(201)
                .id();
        long above = api.post("/categories", "{\"name\":\"C " + prefix() + "\"}")
                .expect(201)
                .id();
        long below = api.post("/categories", "{\"name\":\"D\",\"parentId\":" + above + "}")
                .expect(201)
                .id();
        long gtin = api.post("/attributes", "{\"name\":\"GTIN " + prefix() + "\",\"type\":\"text\"}")
                .expect(201)
                .id();
        shop.change(products.get(1), "{\"name\":\"O'Neil (blue) mug\",\"familyId\":" + family + "}");
        api.patch(
                        "/products/" + products.get(2).id() + "/attributes",
                        "{\"attributes\":[{\"attributeId\":" + gtin + ",\"value\":\"4006381333931\"}]}")
                .expect(200);
        jdbc.sql("UPDATE product SET category_ids = ARRAY[:below] WHERE id = :id")
                .param("below", below)
                .param("id", products.get(3).id())
                .update();
        jdbc.sql("UPDATE product SET updated_at = now() - interval '1 day' WHERE id = :id")
                .param("id", products.get(4).id())
                .update();

        assertThat(found("search=blu%20o%27ne")).containsExactly(1);
        assertThat(found("search=lue")).isEmpty();
        assertThat(found("search=" + products.get(5).sku().toLowerCase(java.util.Locale.ROOT)))
                .containsExactly(5);
        assertThat(found("search=40063813")).containsExactly(2);
        assertThat(found("familyId=" + family)).containsExactly(1);
        assertThat(found("categoryId=" + above)).containsExactly(3);
        assertThat(found("categoryId=" + above + "&status=error")).containsExactly(3);
        assertThat(found("categoryId=" + above + "&status=pending")).isEmpty();
        assertThat(found("search=" + prefix() + "&changedSince="
                        + java.time.Instant.now().minusSeconds(3600)))
                .containsExactly(0, 1, 2, 3, 5);
    }

    /** Of many of these, Java has another lower case than PostgreSQL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "İstanbul",
                "DİYARBAKIR",
                "ΟΔΟΣ",
                "ὈΔΥΣΣΕΎΣ",
                "GROẞE",
                "\u212Aelvin", // the sign of kelvin
                "\u212Bngström", // the sign of ångström
                "\u2126MEGA", // the sign of ohm
                "ǅungla",
                "Ⅷ",
                "ⒷⒼ",
                "ᏣᎳᎩ",
                "ᲢᲔᲥᲡᲢᲘ",
                "𐐀𐐁",
                "ꞫꞬ",
            })
    void findsWhatIsWrittenAsTheNameIs(String word) {
        jdbc.sql("UPDATE product SET name = :name WHERE id = :id")
                .param("name", "Mug " + word)
                .param("id", products.get(3).id())
                .update();
        String beginning = word.substring(0, word.offsetByCodePoints(0, 1));

        for (String search : List.of(word, beginning, "mug " + word)) {
            // with the word that only these products have: products of other tests begin with the same letters
            String query = search + " " + prefix();
            assertThat(found("search=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                    .as(search)
                    .containsExactly(3);
        }
    }

    @Test
    void countsVariantsAndImagesAsTheirProduct() {
        long parent = products.get(0).id();
        jdbc.sql("UPDATE product SET type = 'variable' WHERE id = :id")
                .param("id", parent)
                .update();
        jdbc.sql(
                        "UPDATE product SET type = 'variant', parent_product_id = :parent, name = 'Sole variant' WHERE id = :id")
                .param("parent", parent)
                .param("id", products.get(1).id())
                .update();
        jdbc.sql("UPDATE woocommerce_product_sync SET parent_product_id = :parent WHERE product_id = :id")
                .param("parent", parent)
                .param("id", products.get(1).id())
                .update();

        assertThat(found("search=" + prefix())).containsExactly(0, 2, 3, 4, 5);
        assertThat(found("search=sole")).containsExactly(0);
        assertThat(found("status=pending&connectionId=" + store.id())).containsExactly(0, 2);
        assertThat(found("status=in_sync&connectionId=" + store.id())).isEmpty();
        assertThat(rows("search=sole")
                        .path("data")
                        .path(0)
                        .path("cells")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("pending");
        JsonNode variants = api.get(PATH + "/" + parent + "/variants?connectionIds=" + store.id() + "," + other.id())
                .expect(200)
                .json();
        assertThat(variants.at("/data/0/name").asText()).isEqualTo("Sole variant");
        assertThat(variants.at("/data/0/cells").findValuesAsText("status")).containsExactly("pending", "not_there");
        assertThat(variants.at("/pagination/total").asLong()).isEqualTo(1);
        api.get(PATH + "/999999999/variants").expect(404);
        products = List.of(
                products.get(1), products.get(0), products.get(2), products.get(3), products.get(4), products.get(5));
    }

    @Test
    void hasNoProductThatIsDeleted() {
        jdbc.sql("UPDATE product SET deleted_at = now() WHERE id = :id")
                .param("id", products.get(1).id())
                .update();

        assertThat(found("search=" + prefix())).containsExactly(0, 2, 3, 4, 5);
        assertThat(found("status=pending&connectionId=" + store.id())).containsExactly(2);
    }

    @Test
    void ofAStoreWithoutAutomaticSyncIsOff() {
        jdbc.sql("UPDATE connection SET auto_sync = false WHERE id = :id")
                .param("id", store.id())
                .update();

        assertThat(found("status=off&connectionId=" + store.id())).containsExactly(0, 4);
        assertThat(found("status=in_sync&connectionId=" + store.id())).isEmpty();
        assertThat(found("status=off&connectionId=" + store.id() + "&search=" + prefix()))
                .containsExactly(0, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=blue | must be one of",
                "status=in_sync | is needed with the status in_sync",
                "changedSince=soon | must be a moment",
                "page=1001 | narrow the filter",
                "connectionIds=a | must be ids",
                "limit=101 | must be between"
            })
    void refusesWhatItDoesNotUnderstand(String query, String message) {
        assertThat(api.get(PATH + "?" + query).expect(400).text()).contains(message);
    }

    @Test
    void isNotAboutStoresOfOthers() {
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();
        jdbc.sql("UPDATE connection SET account_id = :stranger WHERE id = :id")
                .param("stranger", stranger)
                .param("id", other.id())
                .update();

        api.get(PATH + "?connectionId=" + other.id()).expect(404);
        api.get(PATH + "?connectionIds=" + other.id()).expect(404);
        api.get(Shop.PATH + "/sync/counts?connectionId=" + other.id()).expect(404);
        jdbc.sql("UPDATE connection SET account_id = (SELECT min(id) FROM account) WHERE id = :id")
                .param("id", other.id())
                .update();
    }

    @Test
    void keepsTheFiguresOfStores() {
        JsonNode kept = api.get(Shop.PATH + "/sync/counts?connectionId=" + store.id())
                .expect(200)
                .json()
                .path("data")
                .path(0);

        assertThat(kept.path("linked").asInt()).isEqualTo(5);
        assertThat(kept.path("pending").asInt()).isEqualTo(2);
        assertThat(kept.path("error").asInt()).isEqualTo(1);
        assertThat(kept.path("off").asInt()).isEqualTo(1);
        assertThat(kept.path("oldestPendingAt").asText()).isNotEmpty();
        await("the background adds the differences up")
                .until(() -> jdbc.sql("SELECT count(*) FROM sync_count WHERE connection_id = :id")
                                .param("id", store.id())
                                .query(Long.class)
                                .single()
                        == 1);
    }
}
