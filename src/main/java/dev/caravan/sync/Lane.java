package dev.caravan.sync;

import java.util.Locale;

/** What of a product a sync row is about. Nothing waits for images, and images wait for everything else. */
enum Lane {
    MAIN,
    IMAGES;

    /** As the database writes it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Lane of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
