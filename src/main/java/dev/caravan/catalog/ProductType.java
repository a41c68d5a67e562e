package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a product is sold as it is, in variants, or is a variant of another. */
public enum ProductType {
    SIMPLE,
    VARIABLE,
    VARIANT;

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
