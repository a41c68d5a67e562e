package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.faults.Difference.Kind;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker finds what is planted, by its name, and nothing else; on a store over real HTTP. */
class CheckerTest {

    private final SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Checked"));
    private final Shop shop = Shop.of("Checked", store);
    private long foreign;
    private ShopState before;
    private Catalogue catalogue = new Catalogue(List.of());

    @BeforeEach
    void sell() throws Exception {
        foreign = write("POST", "products", "{'sku':'FOREIGN','name':'Not ours','regular_price':'5'}");
        write("POST", "products", "{'name':'Without SKU'}");
        long foreignParent = write("POST", "products", "{'sku':'FP','name':'Not ours','type':'variable'}");
        write("POST", "products/" + foreignParent + "/variations", "{'sku':'FV','regular_price':'1'}");
        before = ShopState.of(shop);
        catalogue = new Catalogue(List.of(product("A", 2), product("B", 1), parent()));
        write("POST", "products", sold("A", 1));
        write("POST", "products", sold("B", 1));
        update("A", sold("A", 2));
        long parent = write(
                "POST",
                "products",
                "{'sku':'P','name':'Name P','type':'variable','short_description':'v1','status':'publish',"
                        + "'attributes':[{'name':'Size','options':['S'],'variation':true}]}");
        write(
                "POST",
                "products/" + parent + "/variations",
                "{'sku':'P-S','regular_price':'7','status':'publish','attributes':[{'name':'Size','option':'S'}],"
                        + "'description':'v1'}");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aHealthyStoreIsClean() {
        update("A", sold("A", 2)); // the same version once more

        found().isEmpty();
    }

    @Test
    void findsALostWrite() {
        catalogue = new Catalogue(List.of(product("A", 3), product("B", 1), parent()));

        found().containsExactly(
                        tuple(Kind.FIELD, "A", "regular_price", "3.5", "2.5"),
                        tuple(Kind.FIELD, "A", "short_description", "v3", "v2"));
    }

    @Test
    void findsAMissingProduct() {
        catalogue = new Catalogue(List.of(product("A", 2), product("B", 1), parent(), product("C", 1)));

        found().containsExactly(tuple(Kind.MISSING, "C", "product", "exactly one", "none"));
    }

    @Test
    void findsAMissingAndALostVariation() {
        store.removeVariation(id("P"), id("P-S"));

        found().containsExactly(tuple(Kind.MISSING, "P-S", "product", "exactly one", "none"));
    }

    @Test
    void findsADuplicateUnderAnotherSku() {
        long id = write("POST", "products", sold("A-1", 2));

        found().containsExactly(
                        tuple(Kind.UNEXPECTED, "A-1", "product", "none", "one with the id " + id + ", named Name A-1"));
    }

    @Test
    void findsTwoOfOneSku() {
        ShopState now = ShopState.of(shop);
        List<JsonNode> twice = new ArrayList<>(now.products());
        twice.addAll(
                twice.stream().filter(p -> p.path("sku").asText().equals("B")).toList());

        // WooCommerce refuses a second SKU, so a store cannot be brought to it; a plugin may
        assertThat(Checker.compare(
                        catalogue,
                        before,
                        new ShopState("Checked", twice, now.variations(), now.terms(), now.writes(), now.written())))
                .extracting(Difference::kind, Difference::sku, Difference::found)
                .containsExactly(tuple(Kind.DOUBLED, "B", "2 of them"));
    }

    @Test
    void findsAProductThatWasMadeTwiceAlthoughOneIsLeft() {
        store.removeProduct(id("B"));
        write("POST", "products", sold("B", 1));

        briefly().containsExactly(tuple(Kind.DOUBLED, "B", "journal"));
    }

    @Test
    void findsAStaleWriteAlthoughTheNewestCameAfterIt() {
        update("A", sold("A", 1));
        update("A", sold("A", 2));

        found().containsExactly(tuple(
                Kind.BACKWARDS,
                "A",
                "journal",
                "v2 or newer",
                "v1 in write " + (store.writes().size() - 1)));
    }

    @Test
    void findsAStaleWriteThatHadTheLastWord() {
        update("A", sold("A", 1));

        briefly()
                .containsExactlyInAnyOrder(
                        tuple(Kind.FIELD, "A", "regular_price"),
                        tuple(Kind.FIELD, "A", "short_description"),
                        tuple(Kind.BACKWARDS, "A", "journal"));
    }

    @Test
    void findsATouchedForeignProductWhoeverTouchedIt() {
        store.editProduct(foreign, json("{'regular_price':'6'}"));

        found().contains(tuple(Kind.FOREIGN, "FOREIGN", "regular_price", "\"5\"", "\"6\""));
    }

    @Test
    void findsAWriteToAForeignProductThatChangedNothing() {
        update("FOREIGN", "{'regular_price':'5'}");

        briefly().contains(tuple(Kind.FOREIGN, "FOREIGN", "journal"));
    }

    @Test
    void findsAForeignProductOrVariationThatIsGone() {
        store.removeVariation(id("FP"), id("FV"));
        store.removeProduct(foreign);

        found().contains(
                        tuple(Kind.FOREIGN, "FV", "product", "as it was", "gone"),
                        tuple(Kind.FOREIGN, "FOREIGN", "product", "as it was", "gone"));
    }

    @Test
    void findsAProductInTheTrash() {
        shop.rest("DELETE", "products/" + id("B"), null);

        found().containsExactly(tuple(Kind.FIELD, "B", "status", "publish", "trash"));
    }

    @Test
    void doesNotTrustAJournalThatForgot() {
        store.clearCalls();
        update("A", sold("A", 2));

        briefly().contains(tuple(Kind.JOURNAL, "all", "journal"));
    }

    private AbstractListAssert<?, List<? extends Tuple>, Tuple, ?> found() {
        return assertThat(Checker.compare(catalogue, before, ShopState.of(shop)))
                .extracting(
                        Difference::kind, Difference::sku, Difference::field, Difference::expected, Difference::found);
    }

    private AbstractListAssert<?, List<? extends Tuple>, Tuple, ?> briefly() {
        return assertThat(Checker.compare(catalogue, before, ShopState.of(shop)))
                .extracting(Difference::kind, Difference::sku, Difference::field);
    }

    private void update(String sku, String fields) {
        write("PUT", "products/" + id(sku), fields);
    }

    private long id(String sku) {
        return store.productBySku(sku).orElseThrow().path("id").asLong();
    }

    private long write(String method, String path, String json) {
        return shop.rest(method, path, json.replace('\'', '"')).path("id").asLong();
    }

    /** As Caravan would send it. */
    private static String sold(String sku, int version) {
        return ("{'sku':'%s','name':'Name %s','status':'publish','regular_price':'%d.50','short_description':'v%d',"
                        + "'manage_stock':true,'stock_quantity':4}")
                .formatted(sku, sku, version, version);
    }

    /** As Caravan's API shows it. */
    private static JsonNode product(String sku, int version) {
        return json(("{'sku':'%s','name':'Name %s','type':'simple','status':'complete','price':'%d.5',"
                        + "'shortDescription':'v%d','stockQuantity':4}")
                .formatted(sku, sku, version, version));
    }

    private static JsonNode parent() {
        return json(
                "{'sku':'P','name':'Name P','type':'variable','status':'complete','shortDescription':'v1','variants':["
                        + "{'sku':'P-S','type':'variant','status':'complete','price':'7.00','description':'v1',"
                        + "'attributes':[{'name':'Size','value':'S'}]}]}");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Shop.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
