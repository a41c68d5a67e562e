package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of terms have in common: a store, an attribute that it and the catalogue have, products with its options. */
abstract class TermsOfAStore {

    static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    Connected store;
    /** Of an attribute that nothing else has. */
    String name;
    /** The attribute in the catalogue, and the global one of the store. */
    long ours;

    long theirs;

    @BeforeEach
    void aStore() {
        store = shop.connect();
        name = freshName();
    }

    void use(Connected connected) {
        store = connected;
        name = freshName();
    }

    private static String freshName() {
        return "Colour " + NUMBER.incrementAndGet();
    }

    /** A text attribute; the store has a global one of its name. */
    void haveGlobalAttribute() {
        theirs = store.store().seedAttribute(name);
        ours = textAttribute();
    }

    long textAttribute() {
        return api.post("/attributes", "{\"name\":\"%s\",\"type\":\"text\"}".formatted(name))
                .expect(201)
                .id();
    }

    Item coloured(String value) {
        return shop.product(value(ours, value));
    }

    static String value(long attribute, String value) {
        return "\"attributes\":[{\"attributeId\":%d,\"value\":\"%s\"}]".formatted(attribute, value);
    }

    Item parent() {
        return shop.product("\"type\":\"variable\"");
    }

    Item variant(Item parent, String value) {
        return variant(parent, ours, value);
    }

    Item variant(Item parent, long attribute, String value) {
        String sku = parent.sku() + "-" + NUMBER.incrementAndGet();
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        "{\"sku\":\"%s\",\"name\":\"v\",\"status\":\"complete\",\"price\":\"20.00\",%s}"
                                .formatted(sku, value(attribute, value)))
                .expect(201)
                .id();
        return shop.known(new Item(id, sku));
    }

    long optionId(String option) {
        return store.store().options(theirs).stream()
                .filter(one -> one.path("name").asText().equals(option))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    /** Of the global attribute. */
    List<String> options() {
        return store.store().options(theirs).stream()
                .map(option -> option.path("name").asText())
                .toList();
    }

    Optional<JsonNode> storeCategory(String category) {
        return store.store().categories().stream()
                .filter(one -> one.path("name").asText().equals(category))
                .map(JsonNode.class::cast)
                .findFirst();
    }

    /** The options of the first attribute that the store's product shows. */
    List<String> shownOptions(Item product) {
        List<String> options = new ArrayList<>();
        shown(product).path("attributes").path(0).path("options").forEach(option -> options.add(option.asText()));
        return options;
    }

    String shownOption(Item variant) {
        return shown(variant).path("attributes").path(0).path("option").asText();
    }

    List<String> names(Item product, String field) {
        return shown(product).path(field).findValuesAsText("name");
    }

    long termId(Item product, String field) {
        return shown(product).path(field).path(0).path("id").asLong();
    }

    ObjectNode shown(Item product) {
        return store.shows(product).orElseThrow();
    }
}
