package dev.caravan.platform.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/{id}/password}. @param old the present password, if it is the caller's own */
record PasswordBody(
        @Nullable String old,

        @JsonProperty("new") @NotNull(message = "must be the new password") String fresh) {

    @Override
    public String toString() {
        return "PasswordBody[hidden]";
    }
}
