package dev.caravan.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A variable product of the catalogue with two variants, and a store that does not have it yet. */
abstract class ShirtInTwoSizes {

    static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    Connected store;
    long size;
    Item parent;
    Item small;
    Item medium;

    @BeforeEach
    void aShirtInTwoSizes() {
        store = shop.connect();
        size = api.post(
                        "/attributes",
                        "{\"name\":\"Variant size %d\",\"type\":\"choice\",\"options\":[\"S\",\"M\",\"L\"]}"
                                .formatted(NUMBER.incrementAndGet()))
                .expect(201)
                .id();
        parent = shop.product("\"type\":\"variable\"");
        medium = variant("M");
        small = variant("S");
    }

    Item variant(String option) {
        String sku = parent.sku() + "-" + option + "-" + NUMBER.incrementAndGet();
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        ("{\"sku\":\"%s\",\"name\":\"Shirt %s\",\"status\":\"complete\",\"price\":\"20.00\","
                                        + "\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]}")
                                .formatted(sku, option, size, option))
                .expect(201)
                .id();
        return shop.known(new Item(id, sku));
    }

    ObjectNode variation(Item variant) {
        return store.shows(variant).orElseThrow();
    }

    List<String> variations() {
        long id = store.shows(parent).orElseThrow().path("id").asLong();
        return store.store().variations(id).stream()
                .map(variation -> variation.path("sku").asText())
                .toList();
    }

    static List<String> options(ObjectNode product) {
        List<String> options = new ArrayList<>();
        product.path("attributes").path(0).path("options").forEach(option -> options.add(option.asText()));
        return options;
    }
}
