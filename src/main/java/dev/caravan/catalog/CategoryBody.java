package dev.caravan.catalog;

import dev.caravan.platform.ApiException;
import org.jspecify.annotations.Nullable;

/** What a caller may say about a category. @param parentId null for one at the root */
record CategoryBody(@Nullable String name, @Nullable Long parentId) {

    /** The same, tidied. @throws ApiException 400 if the name is missing or does not fit */
    CategoryBody checked() {
        String line = Names.check("name", name);
        if (line.contains(">")) {
            throw ApiException.invalid("name", "must not contain >, which separates the names of a path");
        }
        return new CategoryBody(line, parentId);
    }
}
