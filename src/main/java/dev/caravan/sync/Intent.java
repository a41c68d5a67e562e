package dev.caravan.sync;

import java.util.Locale;

/** What a store should do with a product. */
enum Intent {
    /** Show its newest state. */
    UPSERT,
    /** Keep it as a draft, and forget the link. */
    DRAFT,
    /** Move it to the trash, and forget the link. */
    TRASH,
    /** Delete it for good, and forget the link. */
    DELETE;

    boolean removes() {
        return this != UPSERT;
    }

    /** As the database and the API write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Intent of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
