package dev.caravan.sandbox.term;

import java.util.Locale;

/** What a product can be filed under; the name is the part of the address: {@code products/tags}. */
enum TermKind {
    CATEGORIES,
    TAGS,
    BRANDS,
    SHIPPING_CLASSES,
    /** The terms of one global attribute, {@code products/attributes/<id>/terms}. */
    OPTIONS;

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a term can lie below another one; then names are unique per parent only. */
    boolean isTree() {
        return this == CATEGORIES || this == BRANDS;
    }
}
