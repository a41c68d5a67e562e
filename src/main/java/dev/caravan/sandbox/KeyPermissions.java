package dev.caravan.sandbox;

import java.util.Locale;

/** What a consumer key may do, as chosen when it is made. */
public enum KeyPermissions {
    READ,
    WRITE,
    READ_WRITE;

    public boolean allow(boolean reads) {
        return this == READ_WRITE || (this == READ) == reads;
    }

    static KeyPermissions of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
