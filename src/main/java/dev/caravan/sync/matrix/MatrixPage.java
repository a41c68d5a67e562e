package dev.caravan.sync.matrix;

import java.util.List;

/** A page of the matrix. @param stores the columns, in the order of the cells */
record MatrixPage(List<MatrixStore> stores, List<MatrixRow> data, Pagination pagination) {

    /**
     * Numbers of a page.
     *
     * @param total how many products match; at least so many if {@code totalIsLowerBound}
     */
    public record Pagination(
            int page,
            int limit,
            long total,
            long totalPages,
            boolean totalIsLowerBound,
            boolean hasNext,
            boolean hasPrev) {}
}
