package dev.caravan.sync.batch;

import java.util.Locale;

/** The part of a product that a sync row is about. Nothing waits for images, and images wait for everything else. */
public enum Lane {
    MAIN,
    IMAGES;

    /** As the database writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Lane of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
