package dev.caravan.catalog.structure;

import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attribute as a client sends it. */
record AttributeBody(
        @Nullable String name,
        @Nullable AttributeType type,
        @Nullable List<String> options) {

    private static final int MOST_OPTIONS = 1_000;

    /** The same, normalised. @throws ApiException 400 if a value is missing or not valid */
    AttributeBody checked() {
        if (type == null) {
            throw ApiException.invalid("type", "must not be missing");
        }
        boolean choice = type == AttributeType.CHOICE || type == AttributeType.MULTICHOICE;
        Map<String, String> tidy = new LinkedHashMap<>();
        for (String option : options == null ? List.<String>of() : options) {
            String line = Names.check("options", option);
            if (line.contains("|")) {
                throw ApiException.invalid("options", "must not contain |, which separates them in CSV");
            }
            tidy.putIfAbsent(line.toLowerCase(Locale.ROOT), line);
        }
        if (choice == tidy.isEmpty()) {
            throw ApiException.invalid(
                    "options", choice ? "must not be empty for a " + type : "are for choice and multichoice only");
        }
        if (tidy.size() > MOST_OPTIONS) {
            throw ApiException.invalid("options", "must have at most " + MOST_OPTIONS + " entries");
        }
        return new AttributeBody(Names.check("name", name), type, List.copyOf(tidy.values()));
    }
}
