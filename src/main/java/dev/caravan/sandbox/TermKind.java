package dev.caravan.sandbox;

import java.util.Locale;

/** What a product can be filed under; the name is the part of the address: {@code products/tags}. */
enum TermKind {
    CATEGORIES,
    TAGS,
    ATTRIBUTES;

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
