package dev.caravan.store.doctor;

/** Names of the checks of a key, as the API shows them. */
public final class KeyChecks {

    /** Fails if a store is examined without a key. */
    public static final String GIVEN = "key-given";

    public static final String ARRIVES = "authorization-arrives";
    public static final String KNOWN = "key-known";
    public static final String MAY_READ = "key-may-read";
    public static final String MAY_WRITE = "key-may-write";

    private KeyChecks() {}
}
