package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Options of global attributes: terms of the store before a product names them, made once. In the sandbox two calls at a time
 * that name a new option always make it twice.
 */
@SyncTest
class OptionsTest extends TermsOfAStore {

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aGlobalAttribute() {
        haveGlobalAttribute();
    }

    @Test
    void makesEachOptionOnceForManyBatchesAtATime() {
        use(shop.connect("\"concurrency\":4,\"batchSize\":5"));
        haveGlobalAttribute();
        store.store().faults().latencyPerItem(Duration.ofMillis(10)); // so that batches overlap
        List<Item> products = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            products.add(coloured("Shade " + i % 6));
        }

        shop.export(store, products);

        shop.awaitQuiet(store);
        assertThat(products)
                .allSatisfy(product -> assertThat(shop.status(store, product)).isEqualTo("synced"))
                .allSatisfy(product -> assertThat(shownOptions(product)).hasSize(1));
        assertThat(options()).hasSize(6).doesNotHaveDuplicates();
        assertThat(optionCalls()).hasSizeBetween(1, 6);
    }

    @Test
    void asksForTheOptionsOfAllProductsInOneCallAndForKnownOnesNeverAgain() {
        Item red = coloured("Red");
        Item blue = coloured("Blue");
        shop.export(store, red, blue);
        assertThat(optionCalls()).hasSize(1);
        assertThat(options()).containsExactlyInAnyOrder("Red", "Blue");
        store.store().clearCalls();

        shop.export(store, coloured("blue"));
        shop.change(red, "{" + value(ours, "Blue") + "}");

        awaitUntil(() -> shownOptions(red).equals(List.of("Blue")));
        shop.awaitQuiet(store);
        assertThat(optionCalls()).isEmpty();
        assertThat(options()).hasSize(2);
    }

    @Test
    void takesAnOptionThatTheStoreHasInAnotherSpelling() {
        store.store().seedOption(theirs, "Dark Red & \"Co\"");

        Item product = coloured("dark red & \\\"co\\\"");
        shop.export(store, product);

        assertThat(shop.status(store, product)).isEqualTo("synced");
        assertThat(shownOptions(product)).containsExactly("Dark Red &amp; \"Co\"");
        assertThat(options()).hasSize(1);
    }

    /** No answer tells that an option is gone, as products name it by its name: so the store is asked before they go. */
    @Test
    void anOptionThatTheShopOwnerDeletedIsMadeAgainByTheNextProductThatNamesIt() {
        Item product = coloured("Gone soon");
        shop.export(store, product);
        long before = store.store().options(theirs).get(0).path("id").asLong();
        store.store().removeOption(theirs, before);
        store.store().clearCalls();

        shop.export(store, product);
        shop.export(store, coloured("Gone soon"));

        assertThat(store.store().options(theirs)).singleElement().satisfies(option -> {
            assertThat(option.path("name").asText()).isEqualTo("Gone soon");
            assertThat(option.path("id").asLong()).isNotEqualTo(before);
        });
        assertThat(optionCalls()).hasSize(1);
    }

    @Test
    void doublesNoOptionWhoseAnswerIsLost() {
        Item product = coloured("Lost answer");
        store.store().faults().next(1, SandboxFault.dropAfterApplying(), SandboxScope.WRITES);

        shop.export(store, product);

        shop.awaitStatus(store, product, "synced");
        assertThat(options()).containsExactly("Lost answer");
        assertThat(optionCalls()).hasSize(2);
    }

    @Test
    void trustsNoOptionOfAnAttributeThatTheShopOwnerMadeAnew() {
        Item first = coloured("Red");
        shop.export(store, first);
        store.store().removeAttribute(theirs);
        long old = theirs;
        theirs = store.store().seedAttribute(name);
        assertThat(theirs).isNotEqualTo(old);

        Item second = coloured("Blue"); // the store is asked to make it under the old attribute
        shop.export(store, second);
        shop.awaitStatus(store, second, "synced");
        shop.export(store, first);
        shop.awaitStatus(store, first, "synced");

        assertThat(options()).containsExactlyInAnyOrder("Red", "Blue");
        assertThat(shownOptions(first)).containsExactly("Red");
        assertThat(ledger(old)).isZero();
        assertThat(ledger(theirs)).isEqualTo(2);
    }

    @Test
    void forgetsTheOptionsOfAnAttributeThatAProductCameBackWithout() {
        Item product = coloured("Red");
        shop.export(store, product);
        store.store().removeAttribute(theirs);
        long old = theirs;
        theirs = store.store().seedAttribute(name);

        shop.export(store, product);

        awaitUntil(() -> shownOptions(product).equals(List.of("Red")));
        shop.awaitStatus(store, product, "synced");
        assertThat(options()).containsExactly("Red");
        assertThat(ledger(old)).isZero();
    }

    @Test
    void saysWhichOptionTheStoreDoesNotTakeAndSendsTheOthers() {
        Item bad = coloured("<b></b>");
        Item good = coloured("Green");

        shop.export(store, bad, good);

        assertThat(shop.status(store, good)).isEqualTo("synced");
        assertThat(shop.status(store, bad)).isEqualTo("error");
        assertThat(shop.row(store, bad).path("errorMessage").asText()).contains("does not take the option");
        assertThat(options()).containsExactly("Green");
    }

    @Test
    void makesTheOptionsOfAVariableProductBeforeItsVariations() {
        Item parent = shop.product("\"type\":\"variable\"");
        Item dark = variant(parent, "Dark blue");
        Item light = variant(parent, "Light blue");

        shop.export(store, parent);

        shop.awaitQuiet(store);
        assertThat(options()).containsExactlyInAnyOrder("Dark blue", "Light blue");
        assertThat(optionCalls()).hasSize(1);
        assertThat(shownOption(dark)).as("else the store shows dark-blue").isEqualTo("Dark blue");
        assertThat(shownOption(light)).isEqualTo("Light blue");
        store.store().clearCalls();

        shop.price(dark, "21.00");
        shop.awaitField(store, dark, "regular_price", "21.00");
        shop.awaitQuiet(store);
        assertThat(store.store().calls()).hasSize(1);
    }

    /**
     * Of one attribute more than a call can have; no call and no statement is about one option alone. Ten thousand take a while:
     * {@code -Dcaravan.options=10000}.
     */
    @Test
    void makesThousandsOfOptionsInFullCalls() {
        int count = Integer.getInteger("caravan.options", 2_000);
        Item product = shop.product();
        jdbc.sql("""
                        UPDATE product SET attribute_values = jsonb_build_object(:attribute::text,
                            (SELECT jsonb_agg('Option ' || n) FROM generate_series(1, :count) n))
                        WHERE id = :id""")
                .param("attribute", ours)
                .param("count", count)
                .param("id", product.id())
                .update();

        shop.startExport(store, List.of(product));

        shop.awaitStatus(store, product, "synced");
        assertThat(options()).hasSize(count).doesNotHaveDuplicates();
        assertThat(optionCalls()).hasSize(count / 100);
        assertThat(shownOptions(product)).hasSize(count);
    }

    private List<SandboxCall> optionCalls() {
        return store.store().calls().stream()
                .filter(call -> call.path().matches(".*/attributes/\\d+/terms/batch"))
                .toList();
    }

    private long ledger(long attribute) {
        return jdbc.sql(
                        "SELECT count(*) FROM store_term WHERE connection_id = ? AND kind = 'option' AND parent_woo_id = ?")
                .param(store.id())
                .param(attribute)
                .query(Long.class)
                .single();
    }
}
