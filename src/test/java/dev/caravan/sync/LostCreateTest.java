package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a create is lost, and what the product is found by changes before the next try: the store has it once. */
@SyncTest
class LostCreateTest extends ShirtInTwoSizes {

    static Stream<SandboxFault> lostAnswers() {
        return Stream.of(
                SandboxFault.dropAfterApplying(),
                SandboxFault.hangAfterApplying(Duration.ofSeconds(3)),
                SandboxFault.statusAfterApplying(504),
                SandboxFault.truncated());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void renamesTheProductThatTheStoreHasByItsOldSku(SandboxFault fault) {
        for (String linkExisting : List.of("\"linkExisting\":false", "\"linkExisting\":true")) {
            Connected shopFront = shop.connect(linkExisting);
            Item product = shop.product();

            loseTheAnswer(shopFront, fault, product, () -> rename(product, product.sku() + "-new"));

            awaitSettled(shopFront, product);
            assertThat(skus(shopFront)).containsExactly(product.sku() + "-new");
            assertLinked(shopFront, product, product.sku() + "-new");
        }
    }

    @Test
    void findsItThoughItWasRenamedAgainAndAgain() {
        Connected shopFront = shop.connect("\"linkExisting\":false");
        Item product = shop.product();

        loseTheAnswer(shopFront, SandboxFault.statusAfterApplying(504), product, () -> {
            for (int i = 1; i <= 3; i++) {
                rename(product, product.sku() + "-" + i);
                awaitFannedOut();
            }
        });

        awaitSettled(shopFront, product);
        assertThat(skus(shopFront)).containsExactly(product.sku() + "-3");
    }

    /** Each of its names was sent once, and each answer was lost. */
    @Test
    void findsItByEachSkuThatWasSent() {
        Connected shopFront = shop.connect("\"linkExisting\":false");
        Item product = shop.product();
        shopFront.store().faults().next(1, SandboxFault.dropBeforeApplying(), SandboxScope.CREATES);
        shop.startExport(shopFront, List.of(product));
        awaitUntil(() -> !shop.logs(shopFront, "&productId=" + product.id()).isEmpty());
        shopFront.store().faults().always(SandboxFault.status(500));
        rename(product, product.sku() + "-second");
        shopFront.store().faults().clear();
        shopFront.store().faults().next(1, SandboxFault.statusAfterApplying(504), SandboxScope.CREATES);
        awaitUntil(() -> shopFront.store().productCount() == 1);
        shopFront.store().faults().always(SandboxFault.status(500));
        rename(product, product.sku() + "-third");
        shopFront.store().faults().clear();

        awaitSettled(shopFront, product);
        assertThat(skus(shopFront)).containsExactly(product.sku() + "-third");
    }

    @Test
    void givesItsOldSkuToAnotherProductThatIsNewThere() {
        for (String linkExisting : List.of("\"linkExisting\":false", "\"linkExisting\":true")) {
            Connected shopFront = shop.connect(linkExisting);
            Item first = shop.product();
            Item second = shop.product();

            loseTheAnswer(shopFront, SandboxFault.statusAfterApplying(504), first, () -> {
                rename(first, first.sku() + "-new");
                rename(second, first.sku());
                shop.startExport(shopFront, List.of(second));
            });

            awaitSettled(shopFront, first);
            awaitSettled(shopFront, second);
            assertThat(skus(shopFront)).containsExactlyInAnyOrder(first.sku(), first.sku() + "-new");
            assertLinked(shopFront, first, first.sku() + "-new");
            assertLinked(shopFront, second, first.sku());
            assertThat(shopFront.field(first.sku(), "name")).isEqualTo("Product " + second.sku());
        }
    }

    @Test
    void givesItsOldSkuToAnotherProductThatIsThereAlready() {
        Connected shopFront = shop.connect("\"linkExisting\":false");
        Item first = shop.product();
        Item second = shop.product();
        shop.export(shopFront, second);

        loseTheAnswer(shopFront, SandboxFault.statusAfterApplying(504), first, 2, () -> {
            rename(first, first.sku() + "-new");
            rename(second, first.sku());
        });

        awaitSettled(shopFront, first);
        awaitSettled(shopFront, second);
        assertThat(skus(shopFront)).containsExactlyInAnyOrder(first.sku(), first.sku() + "-new");
        assertLinked(shopFront, second, first.sku());
    }

    @Test
    void removesItThoughItWasRenamedBeforeItWasDeleted() {
        Connected shopFront = shop.connect("\"linkExisting\":false,\"onDelete\":\"delete\"");
        Item product = shop.product();

        loseTheAnswer(shopFront, SandboxFault.statusAfterApplying(504), product, () -> {
            rename(product, product.sku() + "-new");
            awaitFannedOut();
            shop.delete(product);
        });

        shop.awaitUnlinked(shopFront, product);
        assertThat(skus(shopFront)).isEmpty();
    }

    /** The link went with the product, and what was sent is known all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"keep", "delete", "draft", "trash"})
    void findsItWhenItIsRestoredAndExportedUnderAnotherSku(String onDelete) {
        Connected shopFront = shop.connect("\"linkExisting\":false,\"onDelete\":\"" + onDelete + "\"");
        Item product = shop.product();

        loseTheAnswer(shopFront, SandboxFault.statusAfterApplying(504), product, () -> {
            shop.delete(product);
            awaitFannedOut();
            shop.restore(product);
            awaitFannedOut();
            rename(product, product.sku() + "-new");
            shop.startExport(shopFront, List.of(product));
        });

        awaitSettled(shopFront, product);
        assertThat(skus(shopFront)).containsExactly(product.sku() + "-new");
    }

    /** Its link has gone, and the store kept what it had. */
    @ParameterizedTest
    @ValueSource(strings = {"keep", "draft"})
    void takesWhatTheStoreKeptWhenItIsRestoredUnderAnotherSku(String onDelete) {
        Connected shopFront = shop.connect("\"linkExisting\":false,\"onDelete\":\"" + onDelete + "\"");
        Item product = shop.product();
        shop.export(shopFront, product);
        shop.delete(product);
        shop.awaitUnlinked(shopFront, product);
        shop.restore(product);
        rename(product, product.sku() + "-new");

        shop.export(shopFront, product);

        assertThat(skus(shopFront)).containsExactly(product.sku() + "-new");
        assertThat(shopFront.field(product.sku() + "-new", "status")).isEqualTo("publish");
        assertLinked(shopFront, product, product.sku() + "-new");
    }

    @Test
    void renamesAVariableProductAndItsVariationsThatTheStoreHas() {
        store.store().faults().next(1, SandboxFault.statusAfterApplying(504), SandboxScope.CREATES);
        shop.startExport(store, List.of(parent));
        awaitUntil(() -> store.store().productCount() == 1);
        store.store().faults().always(SandboxFault.status(500));
        rename(parent, parent.sku() + "-new");
        store.store().faults().clear();
        store.store().faults().next(1, SandboxFault.statusAfterApplying(504), SandboxScope.CREATES);
        awaitUntil(() -> variations(parent.sku() + "-new").size() == 2);
        store.store().faults().always(SandboxFault.status(500));
        rename(small, small.sku() + "-new");
        rename(medium, small.sku());
        store.store().faults().clear();

        for (Item item : List.of(parent, small, medium)) {
            awaitSettled(store, item);
        }
        assertThat(skus(store)).containsExactly(parent.sku() + "-new");
        assertThat(variations(parent.sku() + "-new")).containsExactlyInAnyOrder(small.sku() + "-new", small.sku());
        assertThat(optionOf(small.sku() + "-new")).isEqualTo("S");
        assertThat(optionOf(small.sku())).isEqualTo("M");
    }

    private String optionOf(String sku) {
        return store.shows(sku)
                .orElseThrow()
                .path("attributes")
                .path(0)
                .path("option")
                .asText();
    }

    private List<String> variations(String parentSku) {
        return store.shows(parentSku)
                .map(shown -> store.store().variations(shown.path("id").asLong()).stream()
                        .map(variation -> variation.path("sku").asText())
                        .toList())
                .orElse(List.of());
    }

    private void loseTheAnswer(Connected shopFront, SandboxFault fault, Item product, Runnable meanwhile) {
        loseTheAnswer(shopFront, fault, product, 1, meanwhile);
    }

    /** Exports a product, and lets nothing of it through to the store before that has happened which happens meanwhile. */
    private void loseTheAnswer(
            Connected shopFront, SandboxFault fault, Item product, int products, Runnable meanwhile) {
        shopFront.store().faults().next(1, fault, SandboxScope.CREATES);
        shop.startExport(shopFront, List.of(product));
        awaitUntil(() -> shopFront.store().productCount() == products);
        shopFront.store().faults().always(SandboxFault.status(500));
        meanwhile.run();
        awaitFannedOut();
        shopFront.store().faults().clear();
    }

    private void awaitFannedOut() {
        awaitUntil(() ->
                jdbc.sql("SELECT count(*) FROM product_event").query(Long.class).single() == 0);
    }

    private void rename(Item product, String sku) {
        shop.change(product, "{\"sku\":\"" + sku + "\"}");
    }

    private void awaitSettled(Connected shopFront, Item product) {
        shop.awaitStatus(shopFront, product, "synced");
        shop.awaitQuiet(shopFront);
    }

    private void assertLinked(Connected shopFront, Item product, String sku) {
        assertThat(shop.row(shopFront, product).path("wooProductId").asLong())
                .isEqualTo(shopFront.shows(sku).orElseThrow().path("id").asLong());
    }

    /** Of all products that the store has. */
    private static List<String> skus(Connected shopFront) {
        List<String> skus = new ArrayList<>();
        for (ObjectNode product : shopFront.store().products()) {
            skus.add(product.path("sku").asText());
        }
        return skus;
    }
}
