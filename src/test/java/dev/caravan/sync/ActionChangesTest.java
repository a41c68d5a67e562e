package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dry run says that would change is what then changes. */
@SyncTest
class ActionChangesTest extends ActionCalls {

    /** As if it had not been fanned out: the stores still have the former values. */
    private void set(String assignment, List<Item> items) {
        jdbc.sql("UPDATE product SET " + assignment + " WHERE id = ANY (:ids)")
                .param("ids", items.stream().map(Item::id).toArray(Long[]::new))
                .update();
    }

    private static long of(JsonNode changes, String field) {
        for (JsonNode one : changes.path("byField")) {
            if (one.path("field").asText().equals(field)) {
                return one.path("rows").asLong();
            }
        }
        return 0;
    }

    private static List<Long> counts(JsonNode changes) {
        return List.of("rows", "fields", "created", "unknown", "refused", "sampled").stream()
                .map(name -> changes.path(name).asLong())
                .toList();
    }

    @Test
    void fieldsThatDifferFromWhatTheStoresHaveConfirmedAreCountedEach() {
        Connected store = shop.connect();
        Connected other = shop.connect();
        Named products = named(12);
        List<Item> items = products.items();
        shop.export(store, items);
        shop.export(other, Shop.some(items, 0, 4));
        long calls = store.store().callCount() + other.store().callCount();
        assertThat(counts(dryRun("push", matching(products), store, other).path("changes")))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 16L);

        set("price = 55", Shop.some(items, 2, 6));
        set("name = 'Another name'", Shop.some(items, 5, 7));
        JsonNode push = dryRun("push", matching(products), store, other).path("changes");
        JsonNode export = dryRun("export", ids(items), store, other).path("changes");

        assertThat(counts(push)).containsExactly(7L, 8L, 0L, 0L, 0L, 16L);
        assertThat(of(push, "price")).isEqualTo(6);
        assertThat(of(push, "name")).isEqualTo(2);
        assertThat(push.at("/byField/0/field").asText()).isEqualTo("price");
        assertThat(push.path("estimated").asBoolean()).isFalse();
        assertThat(counts(export)).containsExactly(7L, 8L, 8L, 0L, 0L, 24L);
        for (String action : List.of("autoSyncOff", "unlink", "autoSyncOn")) { // of the last one, as nothing was missed
            assertThat(counts(dryRun(action, matching(products), store).path("changes")))
                    .as(action)
                    .containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
        }
        assertThat(store.store().callCount() + other.store().callCount()).isEqualTo(calls);

        done("push", matching(products), store, other);
        assertThat(store.field(items.get(4).sku(), "regular_price")).startsWith("55");
        assertThat(counts(dryRun("push", matching(products), store, other).path("changes")))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 16L);
    }

    @Test
    void whatWaitsToBeSentInFullIsUnknownAndWhatHasAFaultIsRefused() {
        Connected store = shop.connect();
        Named products = named(3);
        shop.export(store, products.items());
        set("sku = '<b></b>'", Shop.some(products.items(), 0, 1)); // WooCommerce takes it for HTML, and keeps nothing
        pause(store);
        begin("push", ids(Shop.some(products.items(), 1, 2)), store);
        Shop.awaitUntil(() -> shop.stats(store).path("pendingProducts").asInt() == 1);

        JsonNode changes = dryRun("push", ids(products.items()), store).path("changes");

        assertThat(counts(changes)).containsExactly(0L, 0L, 0L, 1L, 1L, 3L);
    }

    @Test
    void whatWasMissedIsComparedWhenSyncIsSwitchedOn() {
        Connected store = shop.connect();
        List<Item> items = named(3).items();
        shop.export(store, items);
        done("autoSyncOff", ids(items), store);
        shop.price(items.get(1), "8.00");
        shop.known(items.get(1));

        JsonNode changes = dryRun("autoSyncOn", ids(items), store).path("changes");

        assertThat(counts(changes)).containsExactly(1L, 1L, 0L, 0L, 0L, 1L);
        assertThat(of(changes, "price")).isEqualTo(1);
    }

    @Test
    void ofManyRowsSomeStandForAll() {
        Connected store = shop.connect();
        pause(store);
        Named products = named(1_500);

        JsonNode dryRun = dryRun("export", matching(products), store);

        assertThat(dryRun.path("products").asInt()).isEqualTo(1_500);
        JsonNode changes = dryRun.path("changes");
        assertThat(changes.path("sampled").asInt()).isBetween(100, 1_000);
        assertThat(changes.path("estimated").asBoolean()).isTrue();
        assertThat(changes.path("created").asInt()).isEqualTo(1_500);
    }

    @Test
    void aProductThatAppearsAsAVariantOfANewParentIsCreatedWithIt() {
        Connected store = shop.connect();
        long parent = api.post(
                        "/products",
                        "{\"sku\":\"CHANGES-COAT\",\"name\":\"Coat\",\"type\":\"variable\",\"status\":\"complete\"}")
                .expect(201)
                .id();
        api.post("/products/" + parent + "/variants", "{\"sku\":\"CHANGES-COAT-S\",\"name\":\"S\",\"price\":\"9.00\"}")
                .expect(201);

        JsonNode changes =
                dryRun("export", "\"productIds\":[" + parent + "]", store).path("changes");

        assertThat(counts(changes)).containsExactly(0L, 0L, 2L, 0L, 0L, 2L);
    }
}
