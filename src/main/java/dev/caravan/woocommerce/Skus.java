package dev.caravan.woocommerce;

import java.util.Locale;
import java.util.regex.Pattern;

/** SKUs as WooCommerce takes them in and compares them [product-create-sku-spaces, -sku-html-unicode, -other-case]. */
public final class Skus {

    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern SPACES = Pattern.compile("[\\r\\n\\t ]+");

    private Skus() {}

    /** The SKU as the store keeps it: tags removed, trimmed, runs of spaces made one; letter case stays. */
    public static String clean(String sku) {
        return SPACES.matcher(TAG.matcher(sku).replaceAll("")).replaceAll(" ").strip();
    }

    /** Two SKUs with the same key are one SKU to the store: {@link #clean}, in lower case. */
    public static String key(String sku) {
        return clean(sku).toLowerCase(Locale.ROOT);
    }
}
