package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Dead letters by store and cause, and closing all that match. */
@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class ManyDeadLettersTest extends ThreeDeadLetters {

    @Test
    void areGroupedByStoreAndCause() {
        JsonNode groups = groups("");

        assertThat(groups.path("pagination").path("total").asInt()).isEqualTo(2);
        JsonNode prices = groups.path("data").path(0);
        assertThat(prices.path("connectionId").asLong()).isEqualTo(store.id());
        assertThat(prices.path("storeName").asText()).isEqualTo(store.name());
        assertThat(prices.path("code").asText()).isEqualTo("bad_price");
        assertThat(prices.path("count").asInt()).isEqualTo(2);
        assertThat(prices.path("oldestAt").asText())
                .isLessThanOrEqualTo(prices.path("newestAt").asText());
        assertThat(prices.path("example").path("message").asText()).contains("Not with this, says bad_price");
        assertThat(prices.path("example").path("productId").asLong())
                .isIn(products.get(0).id(), products.get(1).id());
        assertThat(groups.path("data").path(1).path("code").asText()).isEqualTo("bad_name");
    }

    @Test
    void areGroupedInPages() {
        JsonNode second = groups("&limit=1&page=2");
        assertThat(second.path("data")).hasSize(1);
        assertThat(second.path("data").path(0).path("code").asText()).isEqualTo("bad_name");
        assertThat(second.path("pagination").path("totalPages").asInt()).isEqualTo(2);
        JsonNode beyond = groups("&limit=1&page=9");
        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.path("pagination").path("total").asInt()).isEqualTo(2);
        assertThat(groups("&code=bad_name").path("data")).hasSize(1);
        assertThat(groups("&lane=images").path("data")).isEmpty();
        api.get(PATH + "/groups?lane=nonsense").expect(400);
    }

    @ParameterizedTest
    @CsvSource({"replay", "discard"})
    void areOnlyCountedByADryRun(String action) {
        long calls = store.store().callCount();

        JsonNode answer = close(action, "\"connectionId\":%d,\"dryRun\":true".formatted(store.id()));

        assertThat(answer.path("action").asText()).isEqualTo(action);
        assertThat(answer.path("dryRun").asBoolean()).isTrue();
        assertThat(answer.path("count").asInt()).isEqualTo(3);
        assertThat(answer.path("groups").path(0).path("count").asInt()).isEqualTo(2);
        assertThat(answer.path("groups").path(1).path("count").asInt()).isEqualTo(1);
        assertThat(shop.deadLetters(store, "")).hasSize(3);
        assertThat(shop.stats(store).path("errorProducts").asInt()).isEqualTo(3);
        assertThat(shop.stats(store).path("pendingProducts").asInt()).isZero();
        assertThat(store.store().callCount()).isEqualTo(calls);
    }

    @Test
    void areReplayedByAFilterWithTheNewestState(CapturedOutput log) {
        // as a change of a product that is not synced by itself: nothing brings it but the replay
        jdbc.sql("UPDATE product SET price = 82.00 WHERE id = :id")
                .param("id", products.get(0).id())
                .update();
        store.store().faults().clear();

        JsonNode answer = close("replay", "\"connectionId\":%d,\"code\":\"bad_price\"".formatted(store.id()));

        assertThat(answer.path("dryRun").asBoolean()).isFalse();
        assertThat(answer.path("count").asInt()).isEqualTo(2);
        assertThat(answer.path("unlinked").asInt()).isZero();
        shop.awaitField(store, products.get(0), "regular_price", "82.00");
        shop.awaitField(store, products.get(1), "regular_price", "81.00");
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        JsonNode replayed = shop.deadLetters(store, "&state=replayed");
        assertThat(replayed)
                .hasSize(2)
                .allMatch(letter -> letter.path("closedBy").asText().equals("admin"));
        assertThat(log).contains("2 dead letter(s) replayed by admin: [");
        assertThat(shop.status(store, products.get(2))).isEqualTo("error");
    }

    @Test
    void areNotReplayedOverAndOverIfTheyFailAgain() {
        assertThat(close("replay", "\"connectionId\":" + store.id())
                        .path("count")
                        .asInt())
                .isEqualTo(3);

        Shop.awaitUntil(() -> shop.deadLetters(store, "").size() == 3);
        assertThat(shop.deadLetters(store, "&state=all")).hasSize(6);
    }

    @Test
    void areDiscardedByTheirIdsAndTriedAgainWithALaterChange() {
        long id = shop.deadLetters(store, "&productId=" + products.get(2).id())
                .path(0)
                .path("id")
                .asLong();
        long calls = store.store().callCount();

        assertThat(close("discard", "\"ids\":[" + id + "]").path("count").asInt())
                .isEqualTo(1);
        assertThat(close("discard", "\"ids\":[" + id + "]").path("count").asInt())
                .isZero();

        assertThat(shop.deadLetters(store, "&state=discarded")).hasSize(1);
        assertThat(shop.row(store, products.get(2)).path("errorMessage").isNull())
                .isTrue();
        assertThat(store.store().callCount()).isEqualTo(calls);
        store.store().faults().clear();
        shop.price(products.get(2), "83.00");
        shop.awaitField(store, products.get(2), "regular_price", "83.00");
    }

    @Test
    void areClosedIfTheirProductIsNotLinkedAnyMore() {
        api.delete(Shop.PATH
                        + "/connections/%d/products/%d?keep=true"
                                .formatted(store.id(), products.get(2).id()))
                .expect(204);
        jdbc.sql("UPDATE dead_letter SET state = 'open', closed_at = NULL WHERE product_id = :id")
                .param("id", products.get(2).id())
                .update();

        String filter = "\"connectionId\":%d,\"code\":\"bad_name\"".formatted(store.id());
        JsonNode dry = close("replay", filter + ",\"dryRun\":true");
        assertThat(dry.path("count").asInt()).isEqualTo(1);
        assertThat(dry.path("unlinked").asInt()).isEqualTo(1);

        JsonNode answer = close("replay", filter);

        assertThat(answer.path("count").asInt()).isEqualTo(1);
        assertThat(answer.path("unlinked").asInt()).isEqualTo(1);
        assertThat(shop.deadLetters(store, "&state=resolved")).hasSize(1);
    }
}
