package dev.caravan.sync.fanout;

import dev.caravan.platform.ApiException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /connections/export}: which products to which store.
 *
 * @param fieldsToExport the only fields that are sent of products that the store has already; names as in an export
 * mapping
 * @param partialUpdate whether only fields that differ are sent; otherwise all fields, or all of {@code
 * fieldsToExport}, are sent again
 */
public record ExportRequest(
        @NotNull(message = "is required") @Positive(message = "must be the id of a connection") @Nullable Long connectionId,

        @Size(min = 1, max = 100_000, message = "must name 1 to 100000 products; for more use filter or all") @Nullable List<@NotNull(message = "must be a number") Long> productIds,

        @Nullable Filter filter,
        @Nullable Boolean all,

        @Size(min = 1, max = 500, message = "must name 1 to 500 fields; leave it out for all") @Nullable List<@NotNull(message = "must be a name") String> fieldsToExport,

        @Nullable Boolean partialUpdate) {

    /** Products of the catalogue, as {@code GET /products} filters them. */
    record Filter(
            @Nullable String search,
            @Nullable String status,
            @Nullable Long familyId,
            @Nullable Long categoryId) {}

    /** @throws ApiException 400 unless exactly one way of choosing products is given */
    public void check() {
        int ways = (productIds != null ? 1 : 0) + (filter != null ? 1 : 0) + (Boolean.TRUE.equals(all) ? 1 : 0);
        if (ways != 1) {
            throw ApiException.invalid("productIds", "or filter, or \"all\": true: exactly one of them is needed");
        }
        String status = filter == null ? null : filter.status();
        if (status != null && !status.equals("complete") && !status.equals("incomplete")) {
            throw ApiException.invalid("filter.status", "must be complete or incomplete");
        }
    }
}
