package dev.caravan.platform.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of an act. */
public enum AuditOutcome {
    /** An act of many steps has begun; another entry says how it ended, unless Caravan was stopped meanwhile. */
    BEGUN,
    DONE,
    /** The caller was not allowed to. */
    REFUSED,
    /** It failed; the status says why. */
    FAILED;

    /** As the API and the table write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome for an HTTP status. */
    static AuditOutcome of(int status) {
        return switch (status) {
            case 401, 403, 429 -> REFUSED;
            default -> status < 400 ? DONE : FAILED;
        };
    }
}
