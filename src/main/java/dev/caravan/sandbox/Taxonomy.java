package dev.caravan.sandbox;

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

    /** The part of the address below {@code products/}. */
    String path() {
        return kind == TermKind.OPTIONS ? "attributes/" + attribute + "/terms" : kind.path();
    }
}
