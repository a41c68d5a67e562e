package dev.caravan.sandbox.fault;

import java.util.Locale;
import java.util.function.BooleanSupplier;

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
    /** Batches that create something, whatever else they do. */
    CREATES,
    /** GET and HEAD of products, e.g. {@code ?sku=}; not the index or the system status. */
    PRODUCT_READS;

    private static final String BATCH = ".*/products/(\\d+/variations/)?batch/?";

    /** @param makes whether the body creates something; only read if the scope needs it */
    boolean covers(String method, String path, BooleanSupplier makes) {
        boolean read = method.equals("GET") || method.equals("HEAD");
        return switch (this) {
            case ANY -> true;
            case READS -> read;
            case WRITES -> !read;
            case BATCHES -> path.matches(BATCH);
            case CREATES -> path.matches(BATCH) && makes.getAsBoolean();
            case PRODUCT_READS -> read && path.contains("/wc/v3/products");
        };
    }

    static SandboxScope of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
