package dev.caravan.store;

import dev.caravan.woocommerce.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * How the key is sent to a store.
 *
 * @param setting of the connection; {@link Authentication#AUTO}: as found
 * @param found by the store doctor, never {@code AUTO}; null: it has not examined the store yet, or found no way that
 * works
 */
public record Access(Authentication setting, @Nullable Authentication found) {

    /** Nothing is set and nothing is known. */
    public static final Access UNKNOWN = new Access(Authentication.AUTO, null);
}
