package dev.caravan.sandbox;

import java.util.Locale;

/** Which calls a fault hits. */
public enum SandboxScope {
    /** Every call to the REST API. */
    ANY,
    /** GET and HEAD. */
    READS,
    /** POST, PUT, PATCH and DELETE. */
    WRITES,
    /** Only {@code products/batch} and {@code products/<id>/variations/batch}. */
    BATCHES,
    /** GET and HEAD of products, e.g. {@code ?sku=}; not the index or the system status. */
    PRODUCT_READS;

    boolean covers(String method, String path) {
        boolean read = method.equals("GET") || method.equals("HEAD");
        return switch (this) {
            case ANY -> true;
            case READS -> read;
            case WRITES -> !read;
            case BATCHES -> path.matches(".*/products/(\\d+/variations/)?batch/?");
            case PRODUCT_READS -> read && path.contains("/wc/v3/products");
        };
    }

    static SandboxScope of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
