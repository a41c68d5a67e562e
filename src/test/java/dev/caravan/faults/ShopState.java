package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything in a store at one moment.
 *
 * @param products of any status, those in the trash too, as {@code context=edit} shows them
 * @param variations by the id of their product
 * @param writes the journal as far as the store remembers it
 * @param written how many writes there were ever
 */
record ShopState(
        String shop,
        List<JsonNode> products,
        Map<Long, List<JsonNode>> variations,
        List<JsonNode> writes,
        long written) {

    static ShopState of(Shop shop) {
        List<JsonNode> products = everyStatus(shop, "products");
        Map<Long, List<JsonNode>> variations = new HashMap<>();
        for (JsonNode product : products) {
            if (product.path("type").asText().equals("variable")) {
                long id = product.path("id").asLong();
                variations.put(id, everyStatus(shop, "products/" + id + "/variations"));
            }
        }
        JsonNode journal = shop.journal();
        List<JsonNode> writes = new ArrayList<>();
        journal.path("writes").forEach(writes::add);
        return new ShopState(
                shop.name(), products, variations, writes, journal.path("total").asLong());
    }

    /** {@code status=any} leaves out the trash. */
    private static List<JsonNode> everyStatus(Shop shop, String path) {
        List<JsonNode> all = new ArrayList<>(shop.all(path + "?status=any"));
        all.addAll(shop.all(path + "?status=trash"));
        return all;
    }

    List<JsonNode> variationsOf(JsonNode product) {
        return variations.getOrDefault(product.path("id").asLong(), List.of());
    }
}
