package dev.caravan.sync.matrix;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /saved-filters}. @param query of the page's address, without a question mark */
record SavedFilterBody(
        @NotNull @Pattern(regexp = PAGE, message = PAGE_RULE) String page,

        @NotNull @Size(max = 100) @Pattern(regexp = NAME, message = NAME_RULE) String name,

        @NotNull @Size(max = 2_000) @Pattern(regexp = QUERY, message = QUERY_RULE) String query) {

    static final String PAGE = "products|attention|history";
    static final String PAGE_RULE = "must be products, attention or history";

    /** Without characters that cannot be seen, and with one that can. */
    private static final String NAME = "[^\\p{C}\\p{Z}](?:[^\\p{C}]*[^\\p{C}\\p{Z}])?";

    private static final String NAME_RULE = "must be visible text, without spaces around it";

    /** What RFC 3986 has for a query. */
    private static final String QUERY = "[A-Za-z0-9._~!$'()*+,;:@/?%=&-]+";

    private static final String QUERY_RULE =
            "must be the query of an address, URL-encoded and without a question mark, such as status=error&connectionId=1";
}
