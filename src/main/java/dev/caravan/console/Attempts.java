package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code list-history}. @param totalIsLowerBound there are more than were counted */
record Attempts(List<Attempt> logs, long total, boolean totalIsLowerBound, int page, int limit, long totalPages) {

    public Pages pages() {
        return new Pages(page, limit, total, totalPages, page < totalPages, page > 1);
    }

    /** One attempt to bring a product to a store. @param deadLetterId only known of a single one */
    record Attempt(
            long id,
            long connectionId,
            long productId,
            @Nullable Long wooProductId,
            @Nullable String sku,
            String operation,
            List<String> fields,
            String syncStatus,
            @Nullable Integer httpStatus,
            @Nullable Integer durationMs,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            int attempt,
            @Nullable String batchId,
            Instant createdAt,
            @Nullable Long deadLetterId) {

        /** As {@link StoreState#tone}. */
        public String tone() {
            return Words.tone(syncStatus);
        }

        public String outcome() {
            return Words.outcome(syncStatus);
        }

        /** What was tried. */
        public String did() {
            return Words.operation(operation);
        }

        /** How people call the product. */
        public String product() {
            return sku != null ? sku : "Product " + productId;
        }
    }
}
