package dev.caravan.catalog.value;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.platform.ApiException;
import org.jspecify.annotations.Nullable;

/** Names of attributes, options, families, categories and assets. */
public final class Names {

    private Names() {}

    /** The name on one line. @throws ApiException 400 if there is none, or it is too long */
    public static String check(String field, @Nullable String name) {
        try {
            if (name == null) {
                throw new IllegalArgumentException("must not be missing");
            }
            return Values.line(TextNode.valueOf(name), Values.LABEL_LENGTH);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** 409: the name is taken. */
    public static ApiException taken(String what, @Nullable String name) {
        return ApiException.conflict(what + " named \"" + name + "\" exists already (letter case does not count)");
    }
}
