package dev.caravan.platform.text;

import org.jspecify.annotations.Nullable;

/** What a caller searches for, as a pattern of {@code LIKE}: percent, underscore and backslash stand for themselves. */
public final class SearchPattern {

    private SearchPattern() {}

    /** Null for what finds everything: nothing, or blanks. */
    public static @Nullable String of(@Nullable String search) {
        return search == null || search.isBlank()
                ? null
                : "%" + search.strip().replace("\0", "").replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
