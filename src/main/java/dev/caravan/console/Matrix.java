package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about products in stores, as far as pages show them. */
final class Matrix {

    private Matrix() {}

    /** The answer of {@code list-matrix-rows}. @param stores the columns, in the order of the cells */
    record Listed(List<Store> stores, List<Row> data, Pagination pagination) {

        static final Listed NONE = new Listed(List.of(), List.of(), new Pagination(1, 1, 0, 0, false, false, false));
    }

    record Store(long id, String storeName, boolean autoSync) {}

    record Row(long id, String sku, String name, String type, String status, Instant updatedAt, List<Cell> cells) {

        public boolean isVariable() {
            return type.equals("variable");
        }

        public boolean isVariant() {
            return type.equals("variant");
        }

        public boolean isDraft() {
            return status.equals("incomplete");
        }

        /** Ready to be written: a page has five hundred, and each expression of a template takes its time. */
        public List<Square> squares() {
            return cells.stream().map(cell -> Square.of(id, cell)).toList();
        }
    }

    /** A cell as the matrix shows it. @param look CSS classes @param icon address of the symbol */
    record Square(String look, String id, String address, String hint, String icon, String words) {

        private static Square of(long product, Cell cell) {
            CellState state = cell.state();
            return new Square(
                    "cell " + state.tone(),
                    "cell-" + product + "-" + cell.connectionId(),
                    "/products/" + product + "?store=" + cell.connectionId() + "#change",
                    cell.hint(),
                    "#i-" + state.tone(),
                    state.words());
        }
    }

    /** A product in a store, with its variants and images. @param status the word of the API */
    record Cell(
            long connectionId,
            String status,
            @Nullable Long wooProductId,
            @Nullable Instant pendingSince,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            boolean autoSync,
            boolean missed,
            int attempts,
            @Nullable Instant dueAt,
            @Nullable Instant lastExportedAt) {

        private static final int LONGEST_HINT = 200;

        public CellState state() {
            return CellState.of(status);
        }

        /** In a few words why, for the pointer that rests on the cell. */
        public String hint() {
            String words = state().words();
            if (errorMessage != null && !errorMessage.isEmpty()) {
                return words + ": "
                        + (errorMessage.length() > LONGEST_HINT
                                ? errorMessage.substring(0, LONGEST_HINT) + "…"
                                : errorMessage);
            }
            return missed ? words + ": a change was not sent" : words;
        }

        public boolean isLinked() {
            return !status.equals("not_there");
        }
    }

    /** @param total how many products match; at least so many if {@code totalIsLowerBound} */
    record Pagination(
            int page,
            int limit,
            long total,
            long totalPages,
            boolean totalIsLowerBound,
            boolean hasNext,
            boolean hasPrev) {

        /** The API shows no product beyond. */
        private static final int DEEPEST = 10_000;

        public boolean isLastThatCanBeRead() {
            return hasNext && (page + 1L) * limit > DEEPEST;
        }

        /** How many match, as people say it. */
        public String count() {
            return new Shown().number(total) + (totalIsLowerBound ? "+" : "");
        }
    }

    /** The answer of {@code list-stores-of-product}. */
    record InStores(List<InStore> data, Pages pagination) {}

    record InStore(Store store, Cell cell, List<Happening> lastAttempts) {}

    /** An entry of a timeline, see {@code TimelineEntry} of the API. */
    record Happening(
            String kind,
            long id,
            Instant at,
            @Nullable Long connectionId,
            @Nullable String who,
            String action,
            @Nullable String outcome,
            List<String> fields,
            @Nullable Integer httpStatus,
            @Nullable Integer durationMs,
            @Nullable Integer attempt,
            @Nullable Long count,
            @Nullable String errorCode,
            @Nullable String message) {}
}
