package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.rest.Links;

/** A term or global attribute as answers show it. How many products have a term is not counted: 0. */
final class TermShape {

    private TermShape() {}

    /** @param collection the address of the list that the term is in */
    static ObjectNode of(Taxonomy taxonomy, ObjectNode term, String collection) {
        ObjectNode shown = FiledTerms.filed(term);
        boolean tree = taxonomy.kind().isTree();
        long parent = term.path("parent").asLong();
        if (tree) {
            shown.put("parent", parent);
        }
        shown.put("description", term.path("description").asText(""));
        if (tree) {
            JsonNode image = term.path("image");
            shown.put("display", term.path("display").asText("default"));
            shown.set("image", image.isObject() ? image : shown.nullNode());
        }
        if (tree || taxonomy.kind() == TermKind.OPTIONS) {
            shown.put("menu_order", term.path("menu_order").asLong());
        }
        shown.put("count", 0);
        ObjectNode links = Links.of(collection, term.path("id").asLong());
        if (parent != 0) {
            links.putArray("up").addObject().put("href", collection + "/" + parent);
        }
        shown.set("_links", links);
        return shown;
    }

    static ObjectNode attribute(ObjectNode attribute, String collection) {
        ObjectNode shown = attribute.deepCopy();
        shown.set("_links", Links.of(collection, attribute.path("id").asLong()));
        return shown;
    }
}
