package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Which products of the matrix; null means any. All conditions must apply.
 *
 * @param search beginnings of words of the name, of the SKU, or of a GTIN; of a product or one of its variants
 * @param status in the store of the filter, or in any of the stores that are looked at
 * @param connectionId products that this store has, or that have the status there
 * @param categoryId of this category or one below it
 * @param changedSince the product or one of its variants was changed in the catalogue since then
 */
public record MatrixFilter(
        @Nullable String search,
        @Nullable CellStatus status,
        @Nullable Long connectionId,
        @Nullable Long familyId,
        @Nullable Long categoryId,
        @Nullable Instant changedSince) {

    /** Every product. */
    public static final MatrixFilter ALL = new MatrixFilter(null, null, null, null, null, null);

    /** @throws ApiException 400 for a status that is looked for in one store only, without a store */
    public MatrixFilter {
        if (status != null && !status.inManyStores() && connectionId == null) {
            throw ApiException.invalid(
                    "connectionId",
                    "is needed with the status " + status.code() + ": name the store in which products have it");
        }
    }

    /** A moment of a filter. @throws ApiException 400 */
    public static @Nullable Instant moment(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant moment = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
                throw ApiException.invalid(name, "must be a moment between 1970 and 9999");
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(name, "must be a moment in ISO 8601, such as 2026-01-31T12:00:00Z");
        }
    }
}
