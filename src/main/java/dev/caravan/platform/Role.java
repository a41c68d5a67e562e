package dev.caravan.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user or an API key may do; each role includes the rights of the ones before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also acts: products, exports, pauses, dead letters, confirmations. */
    OPERATOR,
    /** Also manages connections, mappings, keys, users, actuator and Hawtio. */
    ADMIN;

    /** As the API, the database and the REST routes write it: {@code viewer}, {@code operator}, {@code admin}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As Spring Security knows it: {@code ROLE_admin}. */
    public String authority() {
        return "ROLE_" + word();
    }

    /** Whether this role includes the needed one. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role of a word. @throws ApiException 400 if there is none */
    @JsonCreator
    public static Role of(String word) {
        return find(word).orElseThrow(() -> ApiException.invalid("role", "must be viewer, operator or admin"));
    }

    /** The role of a word, if there is one. */
    public static Optional<Role> find(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
