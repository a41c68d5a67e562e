package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class DeadLetterTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    Connected store;
    Item product;
    long letter;

    @BeforeEach
    void refuse() {
        store = shop.connect();
        product = shop.product();
        shop.export(store, product);
        store.store().faults().refuseSku(product.sku(), "product_invalid_price", "The price is too high for this shop");
        shop.price(product, "61.00");
        shop.awaitStatus(store, product, "error");
        letter = shop.deadLetters(store, "").path(0).path("id").asLong();
    }

    @Test
    void keepsWhatWasSentAndWhatWasAnswered() {
        JsonNode read =
                api.get(Shop.PATH + "/dead-letters/" + letter).expect(200).json();

        assertThat(read.path("connectionId").asLong()).isEqualTo(store.id());
        assertThat(read.path("productId").asLong()).isEqualTo(product.id());
        assertThat(read.path("sku").asText()).isEqualTo(product.sku());
        assertThat(read.path("code").asText()).isEqualTo("product_invalid_price");
        assertThat(read.path("operation").asText()).isEqualTo("update");
        assertThat(read.path("httpStatus").asInt()).isEqualTo(200);
        assertThat(read.path("sent").path("regular_price").asText()).isEqualTo("61.00");
        assertThat(read.path("answered").asText()).contains("The price is too high for this shop");
        assertThat(read.path("state").asText()).isEqualTo("open");
        assertThat(shop.row(store, product).path("errorMessage").asText())
                .contains("The price is too high for this shop");
    }

    @Test
    void isListedByConnectionCodeProductAndState() {
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        assertThat(shop.deadLetters(store, "&code=product_invalid_price&productId=" + product.id()))
                .hasSize(1);
        assertThat(shop.deadLetters(store, "&code=other")).isEmpty();
        assertThat(shop.deadLetters(store, "&productId=999999")).isEmpty();
        assertThat(shop.deadLetters(store, "&state=resolved")).isEmpty();
        api.get(Shop.PATH + "/dead-letters?state=nonsense").expect(400);
        api.get(Shop.PATH + "/dead-letters/999999").expect(404);
    }

    @Test
    void deliversOnReplayOnceTheCauseIsGone() {
        store.store().faults().clear();

        assertThat(replay().expect(200).json().path("state").asText()).isEqualTo("replayed");

        shop.awaitField(store, product, "regular_price", "61.00");
        shop.awaitStatus(store, product, "synced");
        replay().expect(409);
        assertThat(shop.deadLetters(store, "")).isEmpty();
    }

    @Test
    void opensAnotherOneWhenAReplayFails() {
        replay().expect(200);

        Shop.awaitUntil(() -> shop.deadLetters(store, "").size() == 1);
        assertThat(shop.deadLetters(store, "").path(0).path("id").asLong()).isGreaterThan(letter);
        shop.awaitStatus(store, product, "error");
    }

    @Test
    void isResolvedByALaterChangeThatSucceeds() {
        store.store().faults().clear();

        shop.price(product, "62.00");

        shop.awaitField(store, product, "regular_price", "62.00");
        shop.awaitStatus(store, product, "synced");
        assertThat(api.get(Shop.PATH + "/dead-letters/" + letter)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("resolved");
        replay().expect(409);
    }

    @Test
    void isOneHoweverOftenTheStoreRefuses() {
        shop.price(product, "63.00");

        Shop.awaitUntil(() -> shop.deadLetters(store, "")
                .path(0)
                .path("sent")
                .path("regular_price")
                .asText()
                .equals("63.00"));
        assertThat(shop.deadLetters(store, "")).hasSize(1);
    }

    @Test
    void isClosedByDiscardWithoutACall() {
        long calls = store.store().callCount();

        JsonNode discarded = api.post(Shop.PATH + "/dead-letters/" + letter + "/discard", "")
                .expect(200)
                .json();

        assertThat(discarded.path("state").asText()).isEqualTo("discarded");
        assertThat(shop.row(store, product).path("errorMessage").isNull()).isTrue();
        assertThat(store.store().callCount()).isEqualTo(calls);
        api.post(Shop.PATH + "/dead-letters/" + letter + "/discard", "").expect(409);
        replay().expect(409);
    }

    @Test
    void givesWayToAPushNow() {
        store.store().faults().clear();

        JsonNode answer = api.put(Shop.PATH + "/connections/" + store.id() + "/products/" + product.id(), "")
                .expect(200)
                .json();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(store.field(product.sku(), "regular_price")).isEqualTo("61.00");
        assertThat(shop.deadLetters(store, "")).isEmpty();
        assertThat(shop.status(store, product)).isEqualTo("synced");
    }

    private Api.Answer replay() {
        return api.post(Shop.PATH + "/dead-letters/" + letter + "/replay", "");
    }
}
