package dev.caravan.store;

import java.util.Locale;

/** Why a store is not served. */
public enum HoldReason {
    /** An operator has paused it; only an operator ends the pause. */
    PAUSED,
    /** Name, connection or TLS handshake fail, or nothing but server errors come back. */
    UNREACHABLE,
    /** The store asked for time: 429, 503, Retry-After. */
    ASKS_FOR_TIME,
    /** The store does not accept the credentials. */
    UNAUTHORIZED,
    /** The answer does not come from WooCommerce: a redirect, a login page, an unknown route. */
    WRONG_ADDRESS;

    /** As the database and the API write it: {@code asks_for_time}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static HoldReason of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
