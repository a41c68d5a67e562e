package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products and variants of the catalogue exchange SKUs and GTINs, of which a store takes no two. */
@SyncTest
class ExchangedValuesTest extends ShirtInTwoSizes {

    /** {@code 1→2→3→4}: each gets what the next had. */
    @Test
    void passesSkusOnInOneCall() {
        Connected shopFront = shop.connect();
        List<Item> products = exported(shopFront, 4);

        meanwhilePaused(shopFront, () -> {
            rename(products.get(3), products.get(3).sku() + "-last");
            for (int i = 2; i >= 0; i--) {
                rename(products.get(i), products.get(i + 1).sku());
            }
        });

        assertNames(shopFront, products, 1, 2, 3, -1);
        assertThat(shopFront.store().calls()).hasSize(1);
        assertThat(shopFront.store().writes())
                .as("nothing is emptied without need")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void exchangesSkusInACircleInOneCall(int products) {
        Connected shopFront = shop.connect();
        List<Item> circle = exported(shopFront, products);

        meanwhilePaused(shopFront, () -> rotate(circle));

        assertNames(
                shopFront,
                circle,
                IntStream.range(0, products).map(i -> (i + 1) % products).toArray());
        assertThat(shopFront.store().calls()).hasSize(1);
        assertThat(shopFront.store().writes()).hasSize(products + 1);
    }

    /** Whatever is in the store when the call ends, and whether the answer comes back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exchangesSkusThoughTheCallFails(boolean applied) {
        Connected shopFront = shop.connect();
        List<Item> circle = exported(shopFront, 3);

        meanwhilePaused(shopFront, () -> {
            rotate(circle);
            shopFront
                    .store()
                    .faults()
                    .next(
                            1,
                            applied ? SandboxFault.dropAfterApplying() : SandboxFault.dropBeforeApplying(),
                            SandboxScope.BATCHES);
        });

        assertNames(shopFront, circle, 1, 2, 0);
    }

    /** The first has emptied its SKU, and the call ends at the second. */
    @Test
    void exchangesSkusThoughTheCallEndsInTheMiddle() {
        Connected shopFront = shop.connect();
        List<Item> circle = exported(shopFront, 3);

        meanwhilePaused(shopFront, () -> {
            rotate(circle);
            shopFront.store().faults().poisonSku(circle.get(0).sku());
        });
        awaitUntil(() -> shopFront.store().calls().size() > 1);
        shopFront.store().faults().clear();

        assertNames(shopFront, circle, 1, 2, 0);
    }

    /** Each product goes in a call of its own, so that none of them sees the others. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void exchangesSkusAcrossCalls(int products) {
        Connected shopFront = shop.connect("\"batchSize\":1");
        List<Item> circle = exported(shopFront, products);

        meanwhilePaused(shopFront, () -> rotate(circle));

        assertNames(
                shopFront,
                circle,
                IntStream.range(0, products).map(i -> (i + 1) % products).toArray());
        assertThat(shop.deadLetters(shopFront, "")).isEmpty();
    }

    @Test
    void passesSkusOnAcrossCalls() {
        Connected shopFront = shop.connect("\"batchSize\":1");
        List<Item> products = exported(shopFront, 4);

        meanwhilePaused(shopFront, () -> {
            rename(products.get(3), products.get(3).sku() + "-last");
            for (int i = 2; i >= 0; i--) {
                rename(products.get(i), products.get(i + 1).sku());
            }
        });

        assertNames(shopFront, products, 1, 2, 3, -1);
    }

    @Test
    void makesANewProductUnderTheSkuThatAnotherGivesUp() {
        Connected shopFront = shop.connect("\"linkExisting\":false");
        Item old = exported(shopFront, 1).get(0);
        Item fresh = shop.product();

        meanwhilePaused(shopFront, () -> {
            rename(old, old.sku() + "-new");
            rename(fresh, old.sku());
            shop.startExport(shopFront, List.of(fresh));
            awaitUntil(() -> !shop.row(shopFront, fresh).isMissingNode());
        });

        shop.awaitStatus(shopFront, fresh, "synced");
        shop.awaitStatus(shopFront, old, "synced");
        assertThat(shopFront.field(old.sku(), "name")).isEqualTo("Product " + fresh.sku());
        assertThat(shopFront.field(old.sku() + "-new", "name")).isEqualTo("Product " + old.sku());
        assertThat(shopFront.pushCalls()).as("the update, then the create").hasSize(2);
    }

    @Test
    void givesTheSkuOfADeletedProductToAnother() {
        Connected shopFront = shop.connect("\"onDelete\":\"delete\"");
        List<Item> products = exported(shopFront, 2);

        meanwhilePaused(shopFront, () -> {
            shop.delete(products.get(0));
            rename(products.get(1), products.get(0).sku());
        });

        shop.awaitStatus(shopFront, products.get(1), "synced");
        assertThat(shopFront.field(products.get(0).sku(), "name"))
                .isEqualTo("Product " + products.get(1).sku());
        assertThat(shopFront.store().productCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1})
    void exchangesSkusOfVariants(int batchSize) {
        shop.configure(store, "{\"batchSize\":" + batchSize + "}");
        shop.export(store, parent);
        store.store().clearCalls();

        meanwhilePaused(store, () -> rotate(List.of(small, medium)));

        awaitAllSynced(store, List.of(small, medium, parent));
        assertThat(option(small.sku())).isEqualTo("M");
        assertThat(option(medium.sku())).isEqualTo("S");
        assertThat(variations()).hasSize(2);
    }

    @Test
    void exchangesSkusOfAProductAVariantAndItsParent() {
        Item simple = shop.product();
        shop.export(store, List.of(parent, simple));
        store.store().clearCalls();

        meanwhilePaused(store, () -> rotate(List.of(small, simple, parent)));

        awaitAllSynced(store, List.of(small, medium, parent, simple));
        assertThat(option(simple.sku())).isEqualTo("S");
        assertThat(store.field(parent.sku(), "name")).isEqualTo("Product " + simple.sku());
        assertThat(store.field(small.sku(), "type")).isEqualTo("variable");
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1})
    void exchangesGtins(int batchSize) {
        Connected shopFront = shop.connect("\"batchSize\":" + batchSize);
        long ean = mapEan(shopFront);
        List<Item> products = List.of(
                shop.product(ean(ean, "4006381333931")),
                shop.product(ean(ean, "4006381333948")),
                shop.product(ean(ean, "4006381333955")));
        shop.export(shopFront, products);
        shopFront.store().clearCalls();

        meanwhilePaused(shopFront, () -> {
            shop.change(products.get(0), "{" + ean(ean, "4006381333948") + "}");
            shop.change(products.get(1), "{" + ean(ean, "4006381333955") + "}");
            shop.change(products.get(2), "{" + ean(ean, "4006381333931") + "}");
        });

        awaitAllSynced(shopFront, products);
        assertThat(products.stream().map(product -> shopFront.field(product.sku(), "global_unique_id")))
                .containsExactly("4006381333948", "4006381333955", "4006381333931");
        if (batchSize > 1) {
            assertThat(shopFront.store().calls()).hasSize(1);
        }
    }

    /** The store's database takes them for one: nothing can be exchanged, and nothing is emptied in vain. */
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "Rosé, Rose",
        "Maß, Mass",
        "Smørrebrød, SMORREBROD",
        "5 m², 5 m2",
        "ﬁt, fit",
        "Łódź, LODZ",
        "Œuvre, oeuvre"
    })
    void namesBothProductsWhoseSkusTheStoreTakesForOne(String one, String other) {
        Connected shopFront = shop.connect();
        List<Item> products = exported(shopFront, 2);
        String begin = products.get(0).sku();
        rename(products.get(0), begin + one);
        shop.awaitField(shopFront, products.get(0), "name", "Product " + begin);
        awaitUntil(() -> !shopFront.field(begin + one, "name").isEmpty());
        shopFront.store().clearCalls();

        shop.change(products.get(1), "{\"sku\":\"" + begin + other + "\"}");

        shop.awaitStatus(shopFront, products.get(1), "error");
        assertThat(shop.deadLetters(shopFront, "").path(0).path("code").asText())
                .isEqualTo("sku_taken");
        assertThat(shop.deadLetters(shopFront, "").path(0).path("message").asText())
                .contains(begin + one, begin + other, "accents");
        assertThat(shopFront.store().writes())
                .noneMatch(write -> write.fields().path("sku").asText("-").isEmpty());

        rename(products.get(0), begin + "-else");
        shop.awaitStatus(shopFront, products.get(1), "synced");
        assertThat(shopFront.field(begin + other, "name"))
                .isEqualTo("Product " + products.get(1).sku());
    }

    /** Both come to the store by one call. */
    @Test
    void makesOneOfTwoNewProductsWhoseSkusTheStoreTakesForOne() {
        Connected shopFront = shop.connect("\"onDelete\":\"delete\"");
        Item first = shop.product();
        Item second = shop.product();
        rename(second, first.sku() + "\u00e9");
        rename(first, first.sku() + "E");

        shop.export(shopFront, List.of(first, second));
        shop.awaitQuiet(shopFront); // the renames may be fanned out after it

        assertThat(List.of(shop.status(shopFront, first), shop.status(shopFront, second)))
                .containsExactlyInAnyOrder("synced", "error");
        Item refused = shop.status(shopFront, first).equals("error") ? first : second;
        assertThat(shop.row(shopFront, refused).path("errorMessage").asText())
                .contains("Product " + (refused == first ? second : first).id(), "accents");
        assertThat(shopFront.store().writes())
                .noneMatch(write -> write.fields().path("sku").asText("-").isEmpty());

        shop.delete(refused == first ? second : first);
        shop.awaitStatus(shopFront, refused, "synced");
        assertThat(shopFront.store().productCount()).isEqualTo(1);
    }

    @Test
    void namesBothVariantsWhoseSkusTheStoreTakesForOne() {
        rename(small, parent.sku() + "-ros\u00e9");
        rename(medium, parent.sku() + "-ROSE");

        shop.export(store, parent);

        Item refused = shop.status(store, small).equals("error") ? small : medium;
        Item other = refused == small ? medium : small;
        assertThat(shop.status(store, other)).isEqualTo("synced");
        assertThat(shop.row(store, refused).path("errorMessage").asText()).contains("Product " + other.id(), "accents");
        assertThat(variations()).hasSize(1);

        rename(other, parent.sku() + "-blau");
        shop.awaitStatus(store, refused, "synced");
        assertThat(variations()).hasSize(2);
    }

    /** They look alike, and are two letters to the database: these exchange their SKUs as any others. */
    @Test
    void exchangesSkusThatAreNotTheSameToTheStore() {
        Connected shopFront = shop.connect();
        List<Item> products = exported(shopFront, 2);
        String begin = products.get(0).sku();
        rename(products.get(0), begin + "\u0439");
        awaitUntil(() -> !shopFront.field(begin + "\u0439", "name").isEmpty());

        meanwhilePaused(shopFront, () -> {
            rename(products.get(0), begin + "\u0438");
            rename(products.get(1), begin + "\u0439");
        });

        awaitAllSynced(shopFront, products);
        assertThat(shopFront.field(begin + "\u0439", "name"))
                .isEqualTo("Product " + products.get(1).sku());
        assertThat(shop.deadLetters(shopFront, "")).isEmpty();
    }

    /** Nothing has to be exchanged: both want it, and a person has to say whose it is. */
    @Test
    void namesTheProductThatHasTheSameGtin() {
        Connected shopFront = shop.connect();
        long ean = mapEan(shopFront);
        Item first = shop.product(ean(ean, "4006381333931"));
        Item second = shop.product(ean(ean, "4006381333931"));
        shop.export(shopFront, first);

        shop.export(shopFront, second);

        assertThat(shop.status(shopFront, second)).isEqualTo("error");
        assertThat(shop.row(shopFront, second).path("errorMessage").asText())
                .contains("Product " + first.id() + " of the catalogue")
                .contains("GTIN 4006381333931 as well");
        assertThat(shop.status(shopFront, first)).isEqualTo("synced");

        shop.change(first, "{" + ean(ean, "4006381333948") + "}");
        shop.awaitStatus(shopFront, second, "synced");
        assertThat(shopFront.field(second.sku(), "global_unique_id")).isEqualTo("4006381333931");
    }

    /** The store keeps digits and hyphens of it, so that these are two. */
    @Test
    void takesGtinsWithAndWithoutHyphensForTwo() {
        Connected shopFront = shop.connect();
        long ean = mapEan(shopFront);
        Item first = shop.product(ean(ean, "978-3-16-148410-0"));
        Item second = shop.product(ean(ean, "9783161484100"));

        shop.export(shopFront, List.of(first, second));

        awaitAllSynced(shopFront, List.of(first, second));
        assertThat(shopFront.field(first.sku(), "global_unique_id")).isEqualTo("978-3-16-148410-0");
    }

    @Test
    void namesTheProductThatKeepsItsSkuAsItIsNotSentByItself() {
        Connected shopFront = shop.connect();
        List<Item> products = exported(shopFront, 2);
        api.put(
                        Shop.PATH
                                + "/connections/%d/products/%d"
                                        .formatted(
                                                shopFront.id(), products.get(1).id()),
                        "{\"autoSync\":false}")
                .expect(200);

        rename(products.get(1), products.get(1).sku() + "-new");
        rename(products.get(0), products.get(1).sku());

        shop.awaitStatus(shopFront, products.get(0), "error");
        assertThat(shop.row(shopFront, products.get(0)).path("errorMessage").asText())
                .contains("Product " + products.get(1).id() + " of the catalogue")
                .contains("automatic sync is off");
        assertThat(shopFront.field(products.get(1).sku(), "name"))
                .isEqualTo("Product " + products.get(1).sku());
    }

    private long mapEan(Connected shopFront) {
        String name = "ean" + NUMBER.incrementAndGet();
        long id = api.post("/attributes", "{\"name\":\"" + name + "\",\"type\":\"text\"}")
                .expect(201)
                .id();
        api.post(
                        Shop.PATH + "/connections/" + shopFront.id() + "/export-mappings",
                        "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"" + name
                                + "\":\"global_unique_id\"},\"isActive\":true}")
                .expect(201);
        return id;
    }

    private static String ean(long attribute, String value) {
        return "\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]".formatted(attribute, value);
    }

    private List<Item> exported(Connected shopFront, int count) {
        List<Item> products = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            products.add(shop.product());
        }
        shop.export(shopFront, products);
        shopFront.store().clearCalls();
        return products;
    }

    /** All that happens reaches the store at once. */
    private void meanwhilePaused(Connected shopFront, Runnable happens) {
        String path = Shop.PATH + "/connections/" + shopFront.id();
        api.post(path + "/pause", "").expect(200);
        happens.run();
        awaitUntil(() ->
                jdbc.sql("SELECT count(*) FROM product_event").query(Long.class).single() == 0);
        shopFront.store().clearCalls();
        api.post(path + "/resume", "").expect(200);
    }

    /** Each gets the SKU of the next, the last that of the first. */
    private void rotate(List<Item> circle) {
        rename(circle.get(0), circle.get(0).sku() + "-for-now");
        for (int i = circle.size() - 1; i > 0; i--) {
            rename(circle.get(i), circle.get((i + 1) % circle.size()).sku());
        }
        rename(circle.get(0), circle.get(1).sku());
    }

    private void rename(Item product, String sku) {
        shop.change(product, "{\"sku\":\"" + sku + "\"}");
    }

    private void awaitAllSynced(Connected shopFront, List<Item> products) {
        products.forEach(product -> shop.awaitStatus(shopFront, product, "synced"));
        shop.awaitQuiet(shopFront);
    }

    /** @param next of each product the index of the one whose SKU it has now; -1 for none of them */
    private void assertNames(Connected shopFront, List<Item> products, int... next) {
        awaitAllSynced(shopFront, products);
        Map<String, String> shown = new HashMap<>();
        for (ObjectNode product : shopFront.store().products()) {
            shown.put(product.path("name").asText(), product.path("sku").asText());
        }
        assertThat(shown).hasSize(products.size());
        for (int i = 0; i < next.length; i++) {
            Item product = products.get(i);
            assertThat(shown.get("Product " + product.sku()))
                    .as("the SKU of product %d", i)
                    .isEqualTo(
                            next[i] < 0
                                    ? product.sku() + "-last"
                                    : products.get(next[i]).sku());
        }
        assertThat(shop.deadLetters(shopFront, "")).isEmpty();
    }

    private String option(String sku) {
        return store.shows(sku)
                .orElseThrow()
                .path("attributes")
                .path(0)
                .path("option")
                .asText();
    }
}
