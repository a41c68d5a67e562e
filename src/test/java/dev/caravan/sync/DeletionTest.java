package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class DeletionTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource({
        "keep, false",
        "keep, true",
        "draft, false",
        "draft, true",
        "trash, false",
        "trash, true",
        "delete, false",
        "delete, true"
    })
    void carriesOutWhatTheConnectionSaysAndForgetsTheLink(String onDelete, boolean forGood) {
        Connected store = shop.connect("\"onDelete\":\"" + onDelete + "\"");
        Item product = shop.product();
        shop.export(store, product);

        if (forGood) {
            shop.deleteForGood(product);
        } else {
            shop.delete(product);
        }

        shop.awaitUnlinked(store, product);
        switch (onDelete) {
            case "keep" -> assertThat(store.field(product.sku(), "status")).isEqualTo("publish");
            case "draft", "trash" ->
                assertThat(store.field(product.sku(), "status")).isEqualTo(onDelete);
            default -> assertThat(store.shows(product)).isEmpty();
        }
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    /** A change of the status alone would cost the texts a level of their backslashes. */
    @ParameterizedTest
    @CsvSource({"draft, simple", "draft, variable", "trash, simple"})
    void keepsTheBackslashesOfAProductThatItRemoves(String onDelete, String type) {
        Connected store = shop.connect("\"onDelete\":\"" + onDelete + "\"");
        String texts =
                "\"type\":\"%s\",\"description\":\"C:\\\\temp\\\\\",\"shortDescription\":\"a\\\\b\"".formatted(type);
        Item product = shop.product(texts);
        shop.change(product, "{\"name\":\"1\\\\2\"}");
        shop.export(store, product);
        assertThat(store.field(product.sku(), "description")).isEqualTo("C:\\temp\\");

        shop.delete(product);

        shop.awaitUnlinked(store, product);
        assertThat(store.field(product.sku(), "status")).isEqualTo(onDelete);
        assertThat(store.field(product.sku(), "description")).isEqualTo("C:\\temp\\");
        assertThat(store.field(product.sku(), "short_description")).isEqualTo("a\\b");
        assertThat(store.field(product.sku(), "name")).isEqualTo("1\\2");
    }

    @Test
    void doesNotExportARestoredProductWhoseLinkIsGone() {
        Connected store = shop.connect("\"onDelete\":\"delete\",\"autoExport\":true");
        Item sentinel = shop.product();
        Item product = shop.product();
        shop.awaitStatus(store, product, "synced");
        shop.awaitStatus(store, sentinel, "synced");
        shop.delete(product);
        shop.awaitUnlinked(store, product);

        shop.restore(product);
        shop.price(product, "30.00");
        shop.awaitAllBefore(store, sentinel);

        assertThat(shop.row(store, product).isMissingNode()).isTrue();
        assertThat(store.shows(product)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"draft, true", "trash, true", "delete, true", "delete, false"})
    void showsAProductAgainThatIsRestoredBeforeItsDeletionIsCarriedOut(String onDelete, boolean autoSync) {
        Connected store = shop.connect("\"onDelete\":\"" + onDelete + "\"");
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(store, product, sentinel);
        api.put(
                        Shop.PATH + "/connections/" + store.id() + "/products/" + product.id(),
                        "{\"autoSync\":" + autoSync + "}")
                .expect(200);
        store.store().faults().always(SandboxFault.status(503, "1"));
        shop.delete(product);
        shop.awaitStatus(store, product, "pending");
        shop.awaitHold(store, "asks_for_time"); // the deletion was tried

        shop.restore(product);
        shop.known(product);
        store.store().faults().clear();

        shop.awaitAllBefore(store, sentinel);
        shop.awaitStatus(store, product, "synced");
        assertThat(store.field(product.sku(), "status")).isEqualTo("publish");
        assertThat(store.store().writes()).noneMatch(write -> write.operation().equals("delete"));
    }

    @ParameterizedTest
    @CsvSource({"draft", "trash", "delete"})
    void carriesOutADeletionThatCameWhileTheProductWasOnItsWay(String onDelete) {
        Connected store = shop.connect("\"onDelete\":\"" + onDelete + "\"");
        Item product = shop.product();
        Item other = shop.product();
        shop.export(store, product, other);
        store.store().clearCalls();
        store.store().faults().latencyPerCall(Duration.ofSeconds(1));
        shop.price(product, "31.00");
        Shop.awaitUntil(() -> shop.status(store, product).equals("pending"));

        shop.delete(product);

        shop.awaitUnlinked(store, product);
        assertThat(store.shows(product).map(p -> p.path("status").asText()))
                .isEqualTo(onDelete.equals("delete") ? Optional.empty() : Optional.of(onDelete));
        assertThat(store.pushes()).isLessThanOrEqualTo(2);
    }

    @Test
    void deletesAProductFromAStoreOnRequest() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);

        api.delete(path(store, product)).expect(204);

        assertThat(store.shows(product)).isEmpty();
        assertThat(shop.row(store, product).isMissingNode()).isTrue();
        api.get("/products/" + product.id()).expect(200);
        api.delete(path(store, product)).expect(404);
    }

    @Test
    void onlyUnlinksOnRequest() {
        Connected store = shop.connect();
        Item product = shop.product();
        Item sentinel = shop.product();
        shop.export(store, product, sentinel);

        api.delete(path(store, product) + "?keep=true").expect(204);
        shop.price(product, "32.00");
        shop.awaitAllBefore(store, sentinel);

        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("10.00");
        assertThat(shop.row(store, product).isMissingNode()).isTrue();
        api.delete(path(store, product) + "?keep=true").expect(404);
    }

    @Test
    void answersNotFoundForWhatIsNotThere() {
        Connected store = shop.connect();
        Item product = shop.product();

        api.delete(path(store, product)).expect(404);
        api.delete(path(store, product) + "?keep=true").expect(404);
        api.delete(Shop.PATH + "/connections/999999/products/" + product.id()).expect(404);
        api.put(path(store, product), "{\"autoSync\":false}").expect(404);
        api.get(Shop.PATH + "/connections/999999/sync-status").expect(404);
        api.get(Shop.PATH + "/exports/no-such-export").expect(404);
        api.get(Shop.PATH + "/exports/00000000-0000-0000-0000-000000000000").expect(404);
    }

    @Test
    void endsAnExportWhoseProductIsDeletedBeforeItIsSent() {
        Connected store = shop.connect();
        Item product = shop.product();
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        var started = shop.startExport(store, List.of(product)).expect(202);

        shop.delete(product);

        String export = Shop.PATH + "/exports/" + started.json().path("id").asText();
        Shop.awaitUntil(() -> api.get(export).json().path("state").asText().equals("done"));
        assertThat(api.get(export).json().path("failed").asInt()).isEqualTo(1);
    }

    private static String path(Connected store, Item product) {
        return Shop.PATH + "/connections/" + store.id() + "/products/" + product.id();
    }
}
