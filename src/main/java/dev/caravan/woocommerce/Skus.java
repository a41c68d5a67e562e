package dev.caravan.woocommerce;

import java.util.Locale;

/** SKUs as WooCommerce takes them in and compares them [product-create-sku-spaces, -sku-html-unicode, -other-case]. */
public final class Skus {

    private Skus() {}

    /** The SKU as the store keeps it: see {@link StoredText#line}; letter case stays. */
    public static String clean(String sku) {
        return StoredText.line(sku);
    }

    /** Two SKUs with the same key are one SKU to the store: {@link #clean}, in lower case. */
    public static String key(String sku) {
        return clean(sku).toLowerCase(Locale.ROOT);
    }
}
