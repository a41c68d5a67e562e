package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;

/**
 * A set of terms with names of its own.
 *
 * @param attribute the id of the global attribute whose options these are, otherwise 0
 */
public record Taxonomy(TermKind kind, long attribute) {

    public static final Taxonomy CATEGORIES = new Taxonomy(TermKind.CATEGORIES, 0);
    public static final Taxonomy TAGS = new Taxonomy(TermKind.TAGS, 0);
    public static final Taxonomy BRANDS = new Taxonomy(TermKind.BRANDS, 0);
    public static final Taxonomy SHIPPING_CLASSES = new Taxonomy(TermKind.SHIPPING_CLASSES, 0);

    public static Taxonomy optionsOf(long attribute) {
        return new Taxonomy(TermKind.OPTIONS, attribute);
    }

    /** A term as a line of the journal. */
    ObjectNode line(ObjectNode term) {
        ObjectNode line = line().put("op", "term");
        line.set("term", term);
        return line;
    }

    ObjectNode line() {
        return Json.object().put("kind", kind.name()).put("attribute", attribute);
    }

    /** The part of the address below {@code products/}. */
    String path() {
        return kind == TermKind.OPTIONS ? "attributes/" + attribute + "/terms" : kind.path();
    }
}
