package dev.caravan.catalog.product;

import dev.caravan.platform.ApiException;
import org.jspecify.annotations.Nullable;

/** What became of one change. @param problem why it was refused @param id of the product, 0 if it was refused */
public record Written(Kind kind, long id, @Nullable ApiException problem) {

    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED
    }
}
