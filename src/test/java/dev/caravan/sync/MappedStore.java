package dev.caravan.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;

/** Products with attributes of their own, and stores with a mapping for them. */
abstract class MappedStore {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    long map(Connected store, String mapping) {
        return api.post(Shop.PATH + "/connections/" + store.id() + "/export-mappings", mapping)
                .expect(201)
                .id();
    }

    /** @return the name of a new attribute */
    String attribute(String type) {
        return attribute(type, "");
    }

    String attribute(String type, String more) {
        String name = "of a family " + NUMBER.incrementAndGet();
        api.post("/attributes", "{\"name\":\"%s\",\"type\":\"%s\"%s}".formatted(name, type, more))
                .expect(201);
        return name;
    }

    /** The member {@code attributes} of a product. @param namesAndValues values as JSON */
    static String values(String... namesAndValues) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"value\":%s}".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return "\"attributes\":[" + list + "]";
    }

    /** A complete variant. @param fields further JSON members */
    Item variant(Item parent, String fields) {
        String sku = parent.sku() + "-" + NUMBER.incrementAndGet();
        long id = api.post(
                        "/products/" + parent.id() + "/variants",
                        "{\"sku\":\"%s\",\"name\":\"Variant\",\"status\":\"complete\",%s}".formatted(sku, fields))
                .expect(201)
                .id();
        return shop.known(new Item(id, sku));
    }

    static JsonNode lastWrite(Connected store) {
        List<SandboxWrite> writes = store.store().writes();
        return writes.get(writes.size() - 1).fields();
    }

    /** What was sent of a product last. */
    static JsonNode lastWrite(Connected store, Item product) {
        return store.store().writes().stream()
                .filter(write -> write.sku().equals(product.sku()))
                .reduce((one, next) -> next)
                .orElseThrow()
                .fields();
    }

    static void editInStore(Connected store, Item product, String fields) {
        long id = store.shows(product).orElseThrow().path("id").asLong();
        store.store().editProduct(id, json(fields));
    }

    static ObjectNode json(String object) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(object, e);
        }
    }
}
