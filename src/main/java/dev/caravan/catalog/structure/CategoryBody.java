package dev.caravan.catalog.structure;

import dev.caravan.catalog.value.Names;
import org.jspecify.annotations.Nullable;

/** A category as a client sends it. @param parentId null for one at the root */
record CategoryBody(@Nullable String name, @Nullable Long parentId) {

    /** The same, normalised. @throws ApiException 400 if the name is missing or not valid */
    CategoryBody checked() {
        return new CategoryBody(Names.check("name", name), parentId);
    }
}
