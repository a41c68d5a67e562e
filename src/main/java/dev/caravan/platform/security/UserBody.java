package dev.caravan.platform.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of {@code POST /users}.
 *
 * @param username ASCII, so that no name looks like another; without a colon, which ends a name in HTTP Basic and
 * which a key's name contains
 */
record UserBody(
        @NotNull @Pattern(regexp = NAME, message = NAME_RULE) String username,

        @NotNull @Pattern(regexp = ROLE, message = ROLE_RULE) String role,

        @NotNull String password) {

    static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}";
    static final String NAME_RULE =
            "must have 1 to 100 of the characters a to z, A to Z, 0 to 9 and . _ @ + - and begin with a letter or digit";
    static final String ROLE = "viewer|operator|admin";
    static final String ROLE_RULE = "must be viewer, operator or admin";

    @Override
    public String toString() {
        return "UserBody[hidden]";
    }
}
