package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import org.jspecify.annotations.Nullable;

/** The principal of a signed-in user or API key. */
public interface SignedIn {

    /** The caller for the REST routes. */
    Caller caller();

    /** The user, or the user who made the API key; null if it is not a user of Caravan's own. */
    default @Nullable Long userId() {
        return null;
    }

    /** The API key; null if a user has signed in. */
    default @Nullable Long keyId() {
        return null;
    }
}
