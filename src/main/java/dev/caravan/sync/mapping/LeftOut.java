package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves fields that cannot be sent out of a product's document, so that the rest can be sent, its stock above all. */
public final class LeftOut {

    private LeftOut() {}

    /** The document without the fields that have a problem, and without those that WooCommerce changes along with them. */
    public static Document of(List<DocumentProblem> problems, Document document) {
        if (problems.isEmpty()) {
            return document;
        }
        Set<String> left = new LinkedHashSet<>();
        problems.forEach(problem -> left.add(problem.field()));
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.keySet().removeIf(field -> left.contains(field) || FieldHashes.travelsWith(field, left));
        return new Document(fields);
    }
}
