package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api-keys}.
 *
 * @param expiresAt ISO 8601; absent: the key is valid until it is revoked
 * @param connectionIds the only connections that the key sees; absent: all of the account, also later ones
 */
record ApiKeyBody(
        @NotNull @Pattern(regexp = NAME, message = NAME_RULE) String name,

        @NotNull @Pattern(regexp = UserBody.ROLE, message = UserBody.ROLE_RULE) String role,

        @Nullable String expiresAt,

        @Size(min = 1, max = 1_000, message = "must name 1 to 1000 connections; leave it out for all of them") @Nullable List<@NotNull(message = "must be a number") Long> connectionIds) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@+ -]{0,99}";
    private static final String NAME_RULE =
            "must have 1 to 100 of the characters a to z, A to Z, 0 to 9, space and . _ @ + - and begin with a letter or digit";

    /** @throws ApiException 400 if it is no moment, or not a later one */
    @Nullable Instant end(Instant now) {
        if (expiresAt == null) {
            return null;
        }
        try {
            OffsetDateTime end = OffsetDateTime.parse(expiresAt);
            if (end.toInstant().isAfter(now) && end.getYear() <= 9_999) {
                return end.toInstant();
            }
        } catch (DateTimeException e) {
            // answered in the same way as a moment that has passed
        }
        throw ApiException.invalid("expiresAt", "must be a later moment in ISO 8601, such as 2027-01-31T12:00:00Z");
    }
}
