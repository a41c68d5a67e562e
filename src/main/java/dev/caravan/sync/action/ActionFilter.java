package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.sync.matrix.CellStatus;
import dev.caravan.sync.matrix.MatrixFilter;
import org.jspecify.annotations.Nullable;

/** The products of an action, as {@code GET …/sync/rows} filters them; null means any. */
record ActionFilter(
        @Nullable String search,
        @Nullable String status,
        @Nullable Long connectionId,
        @Nullable Long familyId,
        @Nullable Long categoryId,
        @Nullable String changedSince) {

    /** @throws ApiException 400 for a value that is not valid */
    MatrixFilter matrix() {
        return new MatrixFilter(
                search,
                CellStatus.of(status),
                connectionId,
                familyId,
                categoryId,
                MatrixFilter.moment("filter.changedSince", changedSince));
    }
}
