package dev.caravan.platform.security;

import dev.caravan.platform.Role;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /users/{id}}; absent members stay as they are. */
record UserPatch(
        @Pattern(regexp = UserBody.ROLE, message = UserBody.ROLE_RULE) @Nullable String role,

        @Nullable Boolean enabled) {

    UserView applyTo(UserView user) {
        return new UserView(
                user.id(),
                user.username(),
                role == null ? user.role() : Role.of(role),
                enabled == null ? user.enabled() : enabled,
                user.createdAt(),
                user.lastSignInAt());
    }
}
