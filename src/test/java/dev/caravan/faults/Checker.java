package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.faults.Difference.Kind;
import dev.caravan.faults.ShopState.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a store at rest with the catalogue: the same products with the same fields, exactly one each, nothing else
 * touched, no term twice, and every write in version order. Names every difference.
 */
final class Checker {

    private final ShopState before;
    private final ShopState now;
    private final Map<Long, JsonNode> foreign;
    private final List<Difference> differences = new ArrayList<>();

    private Checker(ShopState before, ShopState now) {
        this.before = before;
        this.now = now;
        this.foreign = byId(before.products());
    }

    /** @param before the store before Caravan knew of it: what is in there is not ours */
    static List<Difference> compare(Catalogue catalogue, ShopState before, ShopState now) {
        Checker checker = new Checker(before, now);
        checker.foreign();
        checker.ours(catalogue);
        checker.terms();
        checker.differences.addAll(JournalCheck.of(before, now));
        return checker.differences;
    }

    private void foreign() {
        Map<Long, JsonNode> present = byId(now.products());
        foreign.forEach((id, was) -> {
            same(was, present.get(id));
            Map<Long, JsonNode> variations = byId(now.variationsOf(was));
            Map<Long, JsonNode> wereThere = byId(before.variationsOf(was));
            wereThere.forEach((variation, old) -> same(old, variations.get(variation)));
            variations.forEach((variation, fresh) -> {
                if (!wereThere.containsKey(variation)) {
                    add(Kind.FOREIGN, fresh, "product", "no such variation", "a new one");
                }
            });
        });
    }

    /** Byte for byte. */
    private void same(JsonNode was, @Nullable JsonNode is) {
        if (is == null) {
            add(Kind.FOREIGN, was, "product", "as it was", "gone");
            return;
        }
        Set<String> fields = new TreeSet<>();
        was.fieldNames().forEachRemaining(fields::add);
        is.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            String old = was.path(field).toString();
            String fresh = is.path(field).toString();
            if (!old.equals(fresh)) {
                add(Kind.FOREIGN, was, field, old, fresh);
            }
        }
    }

    private void ours(Catalogue catalogue) {
        Map<String, List<JsonNode>> found = bySku(now.products().stream()
                .filter(p -> !foreign.containsKey(p.path("id").asLong()))
                .toList());
        for (JsonNode product : catalogue.products()) {
            boolean variable = product.path("type").asText().equals("variable");
            JsonNode shown = one(product, found, variable ? FieldRule.OF_VARIABLE : FieldRule.OF_SIMPLE);
            if (variable && shown != null) {
                Map<String, List<JsonNode>> variations = bySku(now.variationsOf(shown));
                product.path("variants")
                        .forEach(variant ->
                                one(FieldRule.withMeasuresOf(product, variant), variations, FieldRule.OF_VARIATION));
                unexpected(variations);
            }
        }
        unexpected(found);
    }

    /** Compares and takes out the product with the SKU. */
    private @Nullable JsonNode one(JsonNode product, Map<String, List<JsonNode>> found, List<FieldRule> rules) {
        List<JsonNode> same = found.getOrDefault(sku(product), List.of());
        found.remove(sku(product));
        if (same.isEmpty()) {
            add(Kind.MISSING, product, "product", "exactly one", "none");
            return null;
        }
        if (same.size() > 1) {
            add(Kind.DOUBLED, product, "product", "exactly one", same.size() + " of them");
        }
        JsonNode shown = same.get(0);
        for (FieldRule rule : rules) {
            String expected = rule.expected().apply(product);
            String is = rule.found().apply(shown);
            if (!expected.equals(is)) {
                add(Kind.FIELD, product, rule.field(), expected, is);
            }
        }
        return shown;
    }

    /** Also those under which no product of ours is filed any more. */
    private void terms() {
        Map<Term, Long> were = count(before.terms());
        count(now.terms()).forEach((term, times) -> {
            if (times > 1 && times > were.getOrDefault(term, 0L)) {
                differences.add(new Difference(
                        Kind.DOUBLED, now.shop(), term.name(), term.kind(), "exactly one", times + " of them"));
            }
        });
    }

    private static Map<Term, Long> count(List<Term> terms) {
        return terms.stream().collect(Collectors.groupingBy(term -> term, LinkedHashMap::new, Collectors.counting()));
    }

    private void unexpected(Map<String, List<JsonNode>> left) {
        left.values()
                .forEach(all -> all.forEach(p -> add(
                        Kind.UNEXPECTED,
                        p,
                        "product",
                        "none",
                        "one with the id " + p.path("id").asLong() + ", named "
                                + p.path("name").asText())));
    }

    private void add(Kind kind, JsonNode product, String field, String expected, String found) {
        String sku = product.path("sku").asText();
        String name = sku.isEmpty() ? "id " + product.path("id").asLong() : sku;
        differences.add(new Difference(kind, now.shop(), name, field, expected, found));
    }

    private static Map<Long, JsonNode> byId(List<JsonNode> products) {
        Map<Long, JsonNode> byId = new LinkedHashMap<>();
        products.forEach(p -> byId.put(p.path("id").asLong(), p));
        return byId;
    }

    private static Map<String, List<JsonNode>> bySku(List<JsonNode> products) {
        return products.stream().collect(Collectors.groupingBy(Checker::sku, LinkedHashMap::new, Collectors.toList()));
    }

    private static String sku(JsonNode product) {
        return product.path("sku").asText().toLowerCase(Locale.ROOT);
    }
}
