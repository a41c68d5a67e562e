package dev.caravan.woocommerce;

import java.util.List;

/**
 * What products are sorted by in a store. Most are kept in products by id, as names are dropped
 * [product-create-category-by-name]; options by name.
 */
public enum TermKind {
    CATEGORY("categories", StoreEndpoints.CATEGORIES),
    TAG("tags", StoreEndpoints.TAGS),
    BRAND("brands", StoreEndpoints.BRANDS),
    /** A global attribute; an attribute of another name belongs to its product alone. */
    ATTRIBUTE("attributes", StoreEndpoints.ATTRIBUTES),
    /**
     * A value of a global attribute, a term below it. A product that names one which is no term yet makes it
     * [product-create-attribute-new-term], and two of them at a time make two.
     */
    OPTION("options", StoreEndpoints.ATTRIBUTES);

    /** What a product lists by id, each kind in a field of its own. */
    public static final List<TermKind> LISTED = List.of(CATEGORY, TAG, BRAND, ATTRIBUTE);

    private final String field;
    private final String path;

    TermKind(String field, String path) {
        this.field = field;
        this.path = path;
    }

    /** The field of a product, or of its attribute, that lists such terms; WooCommerce replaces the list as a whole. */
    public String field() {
        return field;
    }

    /** Where they are listed. */
    public String path() {
        return path;
    }
}
