package dev.caravan.platform.text;

import org.jspecify.annotations.Nullable;

/** A caller's search text as a pattern of {@code LIKE}: percent, underscore and backslash stand for themselves. */
public final class SearchPattern {

    private SearchPattern() {}

    /** The pattern; null if the text is missing or blank, which finds everything. */
    public static @Nullable String of(@Nullable String search) {
        return search == null || search.isBlank()
                ? null
                : "%" + search.strip().replace("\0", "").replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
