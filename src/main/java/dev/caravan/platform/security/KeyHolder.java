package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The principal of a request that came with an API key. @param maker the user who made the key @param expiresAt null: never */
record KeyHolder(
        long key, long maker, Caller caller, @Nullable Instant expiresAt) implements SignedIn, Principal {

    @Override
    public Long userId() {
        return maker;
    }

    @Override
    public Long keyId() {
        return key;
    }

    @Override
    public String getName() {
        return caller.username();
    }
}
