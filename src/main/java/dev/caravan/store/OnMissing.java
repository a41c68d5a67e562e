package dev.caravan.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens when the store has lost a product that is linked. */
public enum OnMissing {
    RECREATE,
    UNLINK;

    /** As the database and the API write it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static OnMissing of(String text) {
        for (OnMissing value : values()) {
            if (value.text().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("must be one of recreate, unlink");
    }
}
