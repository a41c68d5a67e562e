package dev.caravan.store;

import java.util.Locale;

/** Why a store is not served. */
public enum HoldReason {
    /** An operator said so; only an operator ends it. */
    PAUSED,
    /** Name, connection or TLS handshake fail, or nothing but server errors come back. */
    UNREACHABLE,
    /** The store asked for time: 429, 503, Retry-After. */
    ASKS_FOR_TIME,
    /** The store does not accept the credentials. */
    UNAUTHORIZED,
    /** Something else than WooCommerce answers: a redirect, a login page, an unknown route. */
    WRONG_ADDRESS;

    /** As the database and the API write it: {@code asks_for_time}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static HoldReason of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
