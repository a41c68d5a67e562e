package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which dead letters a filter means: what it says, no more, and never another account's. */
@SyncTest
class DeadLetterFilterTest extends ThreeDeadLetters {

    @Test
    void areChosenByTheirAge() {
        jdbc.sql("UPDATE dead_letter SET created_at = '2020-01-01T00:00:00Z' WHERE product_id = :id")
                .param("id", products.get(0).id())
                .update();
        String filter = "\"connectionId\":%d,\"dryRun\":true,\"createdBefore\":\"%s\"";

        assertThat(close("replay", filter.formatted(store.id(), "2020-01-01T00:00:01Z"))
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(close("replay", filter.formatted(store.id(), "2020-01-01T01:00:00+01:00"))
                        .path("count")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | all|must be true if every open dead letter is meant",
                "{\"dryRun\":true} | all|must be true if every open dead letter is meant",
                "{\"all\":false} | all|must be true if every open dead letter is meant",
                "{\"all\":true,\"code\":\"x\"} | all|must not be true",
                "{\"sku\":\"x\"} | sku|is not a known field",
                "{\"ids\":[]} | ids|must name 1 to 10000",
                "{\"lane\":\"x\"} | lane|must be main or images",
                "{\"code\":\"a\\u0000b\"} | code|must not contain the character U+0000",
                "{\"createdBefore\":\"+123456789-01-01T00:00:00Z\"} | createdBefore|must be a moment",
                "{\"createdBefore\":\"soon\"} | createdBefore|must be a moment"
            })
    void areNotClosedWithoutSayingWhich(String body, String field, String message) {
        for (String action : List.of("replay", "discard")) {
            String answer = api.post(PATH + "/" + action, body).expect(400).text();
            assertThat(answer).contains(field).contains(message);
        }
        assertThat(shop.deadLetters(store, "")).hasSize(3);
    }

    @Test
    void ofAnotherAccountAreNeverSeenOrTouched() {
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();
        long own = accountOf(store.id());
        // the account's other tests have no say in what all means here
        jdbc.sql("UPDATE dead_letter SET account_id = :stranger")
                .param("stranger", stranger)
                .update();
        long mine = shopLetters().get(0);
        jdbc.sql("UPDATE dead_letter SET account_id = :own WHERE id = :id")
                .param("own", own)
                .param("id", mine)
                .update();

        assertThat(groups("").path("pagination").path("total").asInt()).isEqualTo(1);
        assertThat(close("replay", "\"all\":true,\"dryRun\":true").path("count").asInt())
                .isEqualTo(1);
        assertThat(close("replay", "\"ids\":" + shopLetters() + ",\"dryRun\":true")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(close("discard", "\"all\":true").path("count").asInt()).isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM dead_letter WHERE connection_id = :id AND state = 'open'")
                        .param("id", store.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        api.get(PATH + "/" + shopLetters().get(1)).expect(404);
        api.post(PATH + "/" + shopLetters().get(1) + "/replay", "").expect(404);
    }

    /** More than go into one transaction. */
    @Test
    void areReplayedInPortions() {
        List<Item> many = shop.products(2_345);
        Long[] ids = many.stream().map(Item::id).toArray(Long[]::new);
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, wanted, synced, error_code)
                        SELECT account_id, :connection, id, 1, 1, 'made_up' FROM product WHERE id = ANY (:ids)
                        """).param("connection", store.id()).param("ids", ids).update();
        jdbc.sql("""
                        INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts)
                        SELECT account_id, :connection, id, 'made_up', 'x', 'create', 1 FROM product WHERE id = ANY (:ids)
                        """).param("connection", store.id()).param("ids", ids).update();

        JsonNode answer = close("replay", "\"connectionId\":%d,\"code\":\"made_up\"".formatted(store.id()));

        assertThat(answer.path("count").asInt()).isEqualTo(2_345);
        assertThat(shop.stats(store).path("pendingProducts").asInt()).isEqualTo(2_345);
        assertThat(shop.deadLetters(store, "&code=made_up")).isEmpty();
        assertThat(jdbc.sql("SELECT DISTINCT urgency FROM woocommerce_product_sync WHERE error_code = 'made_up'")
                        .query(Integer.class)
                        .list())
                .as("nobody waits for each of them")
                .containsExactly(1);
    }

    private List<Long> shopLetters() {
        return jdbc.sql("SELECT id FROM dead_letter WHERE connection_id = :id ORDER BY id")
                .param("id", store.id())
                .query(Long.class)
                .list();
    }

    private long accountOf(long connection) {
        return jdbc.sql("SELECT account_id FROM connection WHERE id = :id")
                .param("id", connection)
                .query(Long.class)
                .single();
    }
}
