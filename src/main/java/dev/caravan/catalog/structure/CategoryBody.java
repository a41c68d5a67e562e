package dev.caravan.catalog.structure;

import dev.caravan.catalog.value.Names;
import org.jspecify.annotations.Nullable;

/** What a caller may say about a category. @param parentId null for one at the root */
record CategoryBody(@Nullable String name, @Nullable Long parentId) {

    /** The same, tidied. @throws ApiException 400 if the name is missing or does not fit */
    CategoryBody checked() {
        return new CategoryBody(Names.check("name", name), parentId);
    }
}
