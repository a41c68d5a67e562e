package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which fields differ between two states of a product, in the API's names; attributes also as {@code attribute:Color}. */
final class ProductDiff {

    private final List<String> fields = new ArrayList<>();

    private ProductDiff() {}

    static List<String> between(ProductRow a, ProductRow b, References references) {
        ProductDiff diff = new ProductDiff();
        diff.note("sku", a.sku, b.sku);
        diff.note("name", a.name, b.name);
        diff.note("type", a.type, b.type);
        diff.note("status", a.status, b.status);
        diff.note("description", a.description, b.description);
        diff.note("shortDescription", a.shortDescription, b.shortDescription);
        diff.note("price", Values.same(a.price, b.price));
        diff.note("salePrice", Values.same(a.salePrice, b.salePrice));
        diff.note("stockQuantity", a.stockQuantity, b.stockQuantity);
        diff.note("weight", Values.same(a.weight, b.weight));
        diff.note(
                "dimensions",
                Values.same(a.length, b.length) && Values.same(a.width, b.width) && Values.same(a.height, b.height));
        diff.note("categories", a.categoryIds, b.categoryIds);
        diff.note("tags", a.tags, b.tags);
        diff.note("familyId", a.familyId, b.familyId);
        diff.note("assets", a.assetIds, b.assetIds);
        diff.attributes(a, b, references);
        return List.copyOf(diff.fields);
    }

    /** The kind of event for these fields. */
    static String kind(List<String> fields) {
        if (fields.equals(List.of("assets"))) {
            return "assets_updated";
        }
        return fields.get(0).equals("attributes") ? "attributes_updated" : "updated";
    }

    private void note(String field, @Nullable Object before, @Nullable Object after) {
        note(field, Objects.equals(before, after));
    }

    private void note(String field, boolean same) {
        if (!same) {
            fields.add(field);
        }
    }

    private void attributes(ProductRow a, ProductRow b, References references) {
        TreeSet<String> names = new TreeSet<>();
        compare(a.attributeValues, b.attributeValues, references, names);
        if (!Objects.equals(a.familyId, b.familyId)) {
            compare(
                    references.effective(a.familyId, a.attributeValues),
                    references.effective(b.familyId, b.attributeValues),
                    references,
                    names);
        }
        if (!names.isEmpty()) {
            fields.add("attributes");
            names.forEach(name -> fields.add("attribute:" + name));
        }
    }

    private static void compare(
            Map<Long, JsonNode> before, Map<Long, JsonNode> after, References references, TreeSet<String> names) {
        TreeSet<Long> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (Long id : ids) {
            if (!Values.same(before.get(id), after.get(id))) {
                names.add(references.nameOf(id));
            }
        }
    }
}
