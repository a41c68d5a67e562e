package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A user who has signed in at the page: one of Caravan's own, or a person whom the identity provider has authenticated.
 */
record BrowserUser(@Nullable Long id, Caller caller) implements SignedIn, Principal {

    @Override
    public @Nullable Long userId() {
        return id;
    }

    @Override
    public String getName() {
        return caller.username();
    }
}
