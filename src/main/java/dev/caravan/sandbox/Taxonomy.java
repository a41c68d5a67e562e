package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A set of terms with names of its own.
 *
 * @param attribute the id of the global attribute whose options these are, otherwise 0
 */
record Taxonomy(TermKind kind, long attribute) {

    static final Taxonomy CATEGORIES = new Taxonomy(TermKind.CATEGORIES, 0);
    static final Taxonomy TAGS = new Taxonomy(TermKind.TAGS, 0);
    static final Taxonomy BRANDS = new Taxonomy(TermKind.BRANDS, 0);
    static final Taxonomy SHIPPING_CLASSES = new Taxonomy(TermKind.SHIPPING_CLASSES, 0);

    static Taxonomy optionsOf(long attribute) {
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
