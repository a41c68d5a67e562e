package dev.caravan.woocommerce;

import java.util.Locale;

/** SKUs as WooCommerce stores and compares them [product-create-sku-spaces, -sku-html-unicode, -other-case]. */
public final class Skus {

    private Skus() {}

    /** The SKU as the store keeps it: see {@link StoredText#line}; letter case stays. */
    public static String clean(String sku) {
        return StoredText.line(sku);
    }

    /** The store takes two SKUs with the same key for one: {@link #clean}, in lower case. */
    public static String key(String sku) {
        return clean(sku).toLowerCase(Locale.ROOT);
    }
}
