package dev.caravan.sync.batch;

import java.util.Locale;

/** What a store should do with a product. */
public enum Intent {
    /** Show its newest state. */
    UPSERT,
    /** Keep it as a draft, and delete the link. */
    DRAFT,
    /** Move it to the trash, and delete the link. */
    TRASH,
    /** Delete it for good, and delete the link. */
    DELETE;

    public boolean removes() {
        return this != UPSERT;
    }

    /** As the database and the API write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Intent of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
