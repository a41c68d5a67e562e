package dev.caravan.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The type of an attribute's values. */
public enum AttributeType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    CHOICE,
    MULTICHOICE;

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
