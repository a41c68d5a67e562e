package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests of actions on many products have in common. */
abstract class ActionCalls {

    static final String ACTIONS = Shop.PATH + "/sync/actions";
    static final String JOBS = Shop.PATH + "/jobs";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void noJobStays() {
        jdbc.sql("DELETE FROM action_job").update();
    }

    /** Products that a search for the word finds, and that finds no others. */
    record Named(String word, List<Item> items) {}

    Named named(int count) {
        List<Item> made = shop.products(count);
        String word = "AC" + made.get(0).id() + "X";
        jdbc.sql("UPDATE product SET sku = replace(sku, 'BULK-', :word) WHERE id = ANY (:ids)")
                .param("word", word)
                .param("ids", made.stream().map(Item::id).toArray(Long[]::new))
                .update();
        return new Named(
                word,
                made.stream()
                        .map(item -> new Item(item.id(), item.sku().replace("BULK-", word)))
                        .toList());
    }

    static String body(String action, String products, List<Connected> stores, boolean dryRun) {
        return "{\"action\":\"%s\",%s,\"connectionIds\":%s,\"dryRun\":%s}"
                .formatted(action, products, stores.stream().map(Connected::id).toList(), dryRun);
    }

    static String matching(Named products) {
        return "\"filter\":{\"search\":\"" + products.word() + "\"}";
    }

    static String ids(List<Item> products) {
        return "\"productIds\":" + products.stream().map(Item::id).toList();
    }

    JsonNode dryRun(String action, String products, Connected... stores) {
        return api.post(ACTIONS, body(action, products, List.of(stores), true))
                .expect(200)
                .json();
    }

    /** Begins an action. @return the address of its job */
    String begin(String action, String products, Connected... stores) {
        return api.post(ACTIONS, body(action, products, List.of(stores), false))
                .expect(202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    JsonNode job(String address) {
        return api.get(address).expect(200).json();
    }

    JsonNode await(String address, String state) {
        Shop.awaitUntil(() -> job(address).path("state").asText().equals(state));
        return job(address);
    }

    /** Begins an action and waits for its end. */
    JsonNode done(String action, String products, Connected... stores) {
        return await(begin(action, products, stores), "done");
    }

    void pause(Connected store) {
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
    }

    void resume(Connected store) {
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
    }

    long linked(Connected store) {
        return shop.stats(store).path("totalProducts").asLong();
    }
}
