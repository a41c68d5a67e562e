package dev.caravan.platform.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.caravan.platform.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as the API shows it. @param lastSignInAt exact to a minute */
record UserView(
        long id,
        String username,
        Role role,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {

    @JsonIgnore
    boolean isEnabledAdmin() {
        return enabled && role == Role.ADMIN;
    }
}
