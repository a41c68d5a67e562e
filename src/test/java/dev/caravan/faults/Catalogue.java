package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.program.Program;
import java.util.ArrayList;
import java.util.List;

/** What a store should show: products in the shape of Caravan's API, each variable one with its {@code variants}. */
record Catalogue(List<JsonNode> products) {

    private static final int PAGE = 100;

    /** The products whose SKU or name contains a text. */
    static Catalogue of(Program program, String search) {
        List<JsonNode> products = all(program, "/products?sort=id&search=" + search);
        products.removeIf(product -> product.path("type").asText().equals("variant"));
        for (JsonNode product : products) {
            if (product.path("type").asText().equals("variable")) {
                String variants = "/products/" + product.path("id").asLong() + "/variants?sort=id";
                ((ObjectNode) product).putArray("variants").addAll(all(program, variants));
            }
        }
        return new Catalogue(products);
    }

    private static List<JsonNode> all(Program program, String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode some = program.get(path + "&limit=" + PAGE + "&page=" + page);
            some.path("data").forEach(all::add);
            if (!some.path("pagination").path("hasNext").asBoolean()) {
                return all;
            }
        }
    }
}
