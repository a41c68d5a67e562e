package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything in a store at one moment.
 *
 * @param products of any status, those in the trash too, as {@code context=edit} shows them
 * @param variations by the id of their product
 * @param terms categories, tags, global attributes and their options
 * @param writes the journal as far as the store remembers it
 * @param written how many writes there were ever
 */
record ShopState(
        String shop,
        List<JsonNode> products,
        Map<Long, List<JsonNode>> variations,
        List<Term> terms,
        List<JsonNode> writes,
        long written) {

    /**
     * What products are filed under. Two of one kind, parent and name should not be.
     *
     * @param parent of a category; the attribute of an option
     */
    record Term(String kind, String parent, String name) {

        static Term of(String kind, String parent, JsonNode term) {
            return new Term(kind, parent, term.path("name").asText().toLowerCase(Locale.ROOT));
        }
    }

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
                shop.name(),
                products,
                variations,
                terms(shop),
                writes,
                journal.path("total").asLong());
    }

    private static List<Term> terms(Shop shop) {
        List<Term> terms = new ArrayList<>();
        for (String kind : List.of("categories", "tags")) {
            shop.all("products/" + kind + "?order=asc")
                    .forEach(term -> terms.add(Term.of(kind, term.path("parent").asText(), term)));
        }
        for (JsonNode attribute : shop.all("products/attributes?order=asc")) {
            terms.add(Term.of("attributes", "", attribute));
            String id = attribute.path("id").asText();
            shop.all("products/attributes/" + id + "/terms?order=asc")
                    .forEach(term -> terms.add(Term.of("options", id, term)));
        }
        return terms;
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
