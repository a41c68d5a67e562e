package dev.caravan.woocommerce;

/** Paths of WooCommerce's REST API v3, relative to the store's address. */
public final class StoreEndpoints {

    /** WordPress' index: name, time zone, namespaces; open to all [index]. */
    public static final String INDEX = "/wp-json/";

    public static final String PRODUCTS = "/wp-json/wc/v3/products";
    /** POST; {@code {}} as body proves address, WooCommerce, key and write permission [connection-test-write]. */
    public static final String PRODUCTS_BATCH = "/wp-json/wc/v3/products/batch";

    public static final String CATEGORIES = "/wp-json/wc/v3/products/categories";
    public static final String TAGS = "/wp-json/wc/v3/products/tags";
    public static final String BRANDS = "/wp-json/wc/v3/products/brands";
    public static final String ATTRIBUTES = "/wp-json/wc/v3/products/attributes";
    public static final String WEBHOOKS = "/wp-json/wc/v3/webhooks";
    /** Among others the units of weights and lengths [settings-weight-unit]. */
    public static final String PRODUCT_SETTINGS = "/wp-json/wc/v3/settings/products";

    public static final String SYSTEM_STATUS = "/wp-json/wc/v3/system_status";

    private StoreEndpoints() {}

    /** One product. */
    public static String product(long wooProductId) {
        return PRODUCTS + "/" + wooProductId;
    }

    /** The variations of one parent. */
    public static String variations(long wooParentId) {
        return product(wooParentId) + "/variations";
    }

    /** Batch of the variations of one parent: variations can be updated under their parent's address only. */
    public static String variationsBatch(long wooParentId) {
        return variations(wooParentId) + "/batch";
    }

    /** The terms of a global attribute. */
    public static String attributeTerms(long wooAttributeId) {
        return ATTRIBUTES + "/" + wooAttributeId + "/terms";
    }

    /**
     * Store address and path as one URL. Slashes behind the address are dropped: a double slash is no route
     * [url-double-slash].
     */
    public static String url(String storeAddress, String path) {
        String address = storeAddress.strip();
        while (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        return address + path;
    }
}
