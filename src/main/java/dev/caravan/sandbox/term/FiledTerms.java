package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import java.util.Optional;
import java.util.function.Function;

/** The categories, brands and tags of a product, as they are sent. */
public final class FiledTerms {

    private final Terms terms;

    public FiledTerms(Terms terms) {
        this.terms = terms;
    }

    /** By id only; unknown ones are dropped, and without any the product is Uncategorized. */
    public ArrayNode categories(JsonNode sent) {
        ArrayNode found = filed(sent, item -> terms.byId(Taxonomy.CATEGORIES, Php.whole(item.get("id"))));
        if (found.isEmpty()) {
            found.add(filed(terms.byId(Taxonomy.CATEGORIES, Terms.UNCATEGORIZED).orElseThrow()));
        }
        return found;
    }

    public ArrayNode brands(JsonNode sent) {
        return filed(sent, item -> terms.byId(Taxonomy.BRANDS, Php.whole(item.get("id"))));
    }

    /** By id or by name; a tag with an unknown name is created. */
    public ArrayNode tags(JsonNode sent) {
        return filed(sent, item -> {
            long id = Php.whole(item.get("id"));
            String name = Texts.line(Php.text(item.get("name")));
            if (id != 0) {
                return terms.byId(Taxonomy.TAGS, id);
            }
            return name.isEmpty() ? Optional.empty() : Optional.of(terms.wanted(Taxonomy.TAGS, name));
        });
    }

    private static ArrayNode filed(JsonNode sent, Function<JsonNode, Optional<ObjectNode>> find) {
        ArrayNode found = Json.array();
        for (JsonNode item : sent) {
            find.apply(item).map(FiledTerms::filed).ifPresent(found::add);
        }
        return found;
    }

    /** The members of a term that a product shows. */
    public static ObjectNode filed(ObjectNode term) {
        return Json.object()
                .put("id", term.path("id").asLong())
                .put("name", term.path("name").asText())
                .put("slug", term.path("slug").asText());
    }
}
