package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A store that is ill costs the others, and whoever changes products, nothing. */
@SyncTest
class BystandersTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void serveTheOthersWhileAStoreIsDownAndBringItUpToDateWhenItIsBack() {
        Connected down = shop.connectKept("");
        Connected well = shop.connect();
        Item product = shop.product();
        shop.export(down, product);
        shop.export(well, product);
        shop.shutDown(down);

        shop.price(product, "21.00");

        shop.awaitField(well, product, "regular_price", "21.00");
        shop.awaitHold(down, "unreachable");
        assertThat(shop.health(down).path("state").asText()).isEqualTo("held");
        Shop.awaitUntil(() -> shop.health(down).path("detail").asText().contains("connection refused"));
        assertThat(shop.row(down, product).path("syncStatus").asText()).isEqualTo("pending");
        assertThat(shop.row(down, product).path("attempts").asInt()).isZero();
        shop.price(product, "22.00");
        shop.awaitField(well, product, "regular_price", "22.00");

        Connected back = shop.startAgain(down);

        shop.awaitField(back, product, "regular_price", "22.00");
        shop.awaitStatus(back, product, "synced");
        assertThat(shop.health(back).path("state").asText()).isEqualTo("ok");
    }

    @Test
    void serveTheOthersWhileAStoreHangsAndBringItUpToDateWhenItAnswers() {
        Connected hanging = shop.connect();
        Connected well = shop.connect();
        Item product = shop.product();
        shop.export(hanging, product);
        shop.export(well, product);
        hanging.store().faults().always(SandboxFault.hang(Duration.ofMinutes(1)));

        shop.price(product, "21.00");

        shop.awaitField(well, product, "regular_price", "21.00");
        shop.awaitHold(hanging, "unreachable");
        assertThat(shop.health(hanging).path("detail").asText()).contains("no answer");
        shop.price(product, "22.00");
        shop.awaitField(well, product, "regular_price", "22.00");

        hanging.store().faults().clear();

        shop.awaitField(hanging, product, "regular_price", "22.00");
        shop.awaitStatus(hanging, product, "synced");
    }

    @Test
    void serveTheOthersWhileAStoreRefusesTheKeyUntilNewCredentialsAreGiven() {
        Connected locked = shop.connect();
        Connected well = shop.connect();
        Item product = shop.product();
        shop.export(locked, product);
        shop.export(well, product);
        locked.store().setCredentials(locked.store().consumerKey(), "cs_11111111111111111111111111111111");

        shop.price(product, "21.00");

        shop.awaitField(well, product, "regular_price", "21.00");
        shop.awaitHold(locked, "unauthorized");
        assertThat(shop.row(locked, product).path("attempts").asInt()).isZero();

        shop.configure(locked, "{\"consumerSecret\":\"cs_11111111111111111111111111111111\"}");

        shop.awaitField(locked, product, "regular_price", "21.00");
        shop.awaitStatus(locked, product, "synced");
        assertThat(shop.health(locked).path("state").asText()).isEqualTo("ok");
    }

    @Test
    void serveAStoreWhoseOldKeyIsAcceptedAgain() {
        Connected locked = shop.connect();
        Item product = shop.product();
        shop.export(locked, product);
        String secret = locked.store().consumerSecret();
        locked.store().setCredentials(locked.store().consumerKey(), "cs_11111111111111111111111111111111");
        shop.price(product, "21.00");
        shop.awaitHold(locked, "unauthorized");

        locked.store().setCredentials(locked.store().consumerKey(), secret);

        shop.awaitField(locked, product, "regular_price", "21.00");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void giveAStoreTheTimeThatItAsksFor(int status) {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().clearCalls();
        store.store().faults().next(1, SandboxFault.status(status, "2"));

        shop.price(product, "21.00");

        shop.awaitHold(store, "asks_for_time");
        assertThat(shop.row(store, product).path("attempts").asInt()).isZero();
        shop.awaitField(store, product, "regular_price", "21.00");
        List<SandboxCall> calls = store.store().calls();
        assertThat(calls.get(0).status()).isEqualTo(status);
        Instant end = calls.get(0).startedAt().plusMillis(calls.get(0).millis());
        assertThat(calls.get(1).startedAt()).isAfterOrEqualTo(end.plusSeconds(2));
        shop.awaitStatus(store, product, "synced");
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void holdAStoreThatRedirects() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store()
                .faults()
                .always(SandboxFault.redirect("https://elsewhere.example.com/wp-json/wc/v3/products/batch"));

        shop.price(product, "21.00");

        shop.awaitHold(store, "wrong_address");
        assertThat(shop.health(store).path("detail").asText()).contains("redirects to https://elsewhere.example.com");
        store.store().faults().clear();
        shop.awaitField(store, product, "regular_price", "21.00");
    }

    @Test
    void holdAStoreThatAnswersWithAWebPage() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().always(SandboxFault.html());

        shop.price(product, "21.00");

        shop.awaitHold(store, "wrong_address");
        assertThat(shop.health(store).path("detail").asText()).contains("Log In");
        store.store().faults().clear();
        shop.awaitField(store, product, "regular_price", "21.00");
    }

    @Test
    void holdAStoreWithoutWooCommerce() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().always(SandboxFault.restNoRoute());

        shop.price(product, "21.00");

        shop.awaitHold(store, "wrong_address");
        assertThat(shop.health(store).path("detail").asText()).contains("WooCommerce active");
        store.store().faults().clear();
        shop.awaitField(store, product, "regular_price", "21.00");
    }

    @Test
    void sendNothingToAPausedStoreUntilItIsResumed() {
        Connected paused = shop.connect();
        Connected well = shop.connect();
        Item product = shop.product();
        shop.export(paused, product);
        shop.export(well, product);
        paused.store().clearCalls();
        api.post(Shop.PATH + "/connections/" + paused.id() + "/pause", "").expect(200);

        shop.price(product, "21.00");
        shop.awaitAllBefore(well, product);

        assertThat(shop.health(paused).path("reason").asText()).isEqualTo("paused");
        assertThat(shop.status(paused, product)).isEqualTo("pending");
        assertThat(paused.store().callCount()).isZero();

        api.post(Shop.PATH + "/connections/" + paused.id() + "/resume", "").expect(200);
        Shop.awaitUntil(() -> paused.field(product.sku(), "regular_price").endsWith(".07"));
        assertThat(shop.health(paused).path("state").asText()).isEqualTo("ok");
    }

    @Test
    void doNotWaitWhileAStoreThatHangsIsRemoved() {
        Connected hanging = shop.connect();
        Connected well = shop.connect();
        Item product = shop.product();
        shop.export(hanging, product);
        shop.export(well, product);
        hanging.store().faults().always(SandboxFault.hang(Duration.ofMinutes(1)), SandboxScope.WRITES);
        shop.price(product, "21.00");
        Shop.awaitUntil(() -> shop.stats(hanging).path("pendingProducts").asLong() == 1);

        api.delete(Shop.PATH + "/connections/" + hanging.id()).expect(204);
        shop.price(product, "22.00");

        shop.awaitField(well, product, "regular_price", "22.00");
        api.get(Shop.PATH + "/connections/" + hanging.id()).expect(404);
    }
}
