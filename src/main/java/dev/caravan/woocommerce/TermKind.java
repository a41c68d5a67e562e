package dev.caravan.woocommerce;

/** What products are sorted by in a store; kept in products by id, as names are dropped [product-create-category-by-name]. */
public enum TermKind {
    CATEGORY("categories", StoreEndpoints.CATEGORIES),
    TAG("tags", StoreEndpoints.TAGS),
    BRAND("brands", StoreEndpoints.BRANDS),
    /** A global attribute; an attribute of another name belongs to its product alone. */
    ATTRIBUTE("attributes", StoreEndpoints.ATTRIBUTES);

    private final String field;
    private final String path;

    TermKind(String field, String path) {
        this.field = field;
        this.path = path;
    }

    /** The field of a product that lists such terms, a list that WooCommerce replaces as a whole. */
    public String field() {
        return field;
    }

    /** Where they are listed. */
    public String path() {
        return path;
    }
}
