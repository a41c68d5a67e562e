package dev.caravan.platform.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an act. */
public enum AuditOutcome {
    /** An act of many steps has begun; another entry says how it ended, unless Caravan was stopped meanwhile. */
    BEGUN,
    DONE,
    /** The caller was not allowed to. */
    REFUSED,
    /** It was tried; the status says why it failed. */
    FAILED;

    /** As the API and the table write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome that an HTTP status says. */
    static AuditOutcome of(int status) {
        return switch (status) {
            case 401, 403, 429 -> REFUSED;
            default -> status < 400 ? DONE : FAILED;
        };
    }
}
