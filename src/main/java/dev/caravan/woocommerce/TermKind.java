package dev.caravan.woocommerce;

import java.util.List;

/**
 * The kinds of terms in a store. Products refer to most of them by id, because names are dropped
 * [product-create-category-by-name]; to options by name.
 */
public enum TermKind {
    CATEGORY("categories", StoreEndpoints.CATEGORIES),
    TAG("tags", StoreEndpoints.TAGS),
    BRAND("brands", StoreEndpoints.BRANDS),
    /** A global attribute; an attribute of another name belongs to its product alone. */
    ATTRIBUTE("attributes", StoreEndpoints.ATTRIBUTES),
    /**
     * A value of a global attribute, a term below it. If a product names an option that is no term yet, the store
     * creates it [product-create-attribute-new-term]; two such products at the same time create two.
     */
    OPTION("options", StoreEndpoints.ATTRIBUTES);

    /** The kinds that a product lists by id, each in a field of its own. */
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

    /** The path at which they are listed. */
    public String path() {
        return path;
    }
}
