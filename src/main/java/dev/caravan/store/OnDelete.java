package dev.caravan.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens in the store when a product is deleted in the catalogue. */
public enum OnDelete {
    KEEP,
    DRAFT,
    TRASH,
    DELETE;

    /** As the database and the API write it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static OnDelete of(String text) {
        for (OnDelete value : values()) {
            if (value.text().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("must be one of keep, draft, trash, delete");
    }
}
