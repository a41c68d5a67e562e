package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Complete products are published in a store, incomplete ones are drafts there. */
public enum ProductStatus {
    COMPLETE,
    INCOMPLETE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in the API and in the database. */
    @JsonValue
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
