package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code list-stores}, as far as pages show it. */
record StoreLines(List<Line> data, Pages pagination, Map<String, Long> counts, Totals total) {

    /** The same counts, and no store. */
    StoreLines none() {
        return new StoreLines(List.of(), new Pages(1, pagination.limit(), 0, 0, false, false), counts, total);
    }

    /** A store. @param oldestPendingSeconds null: nothing is pending */
    record Line(
            long connectionId,
            String storeName,
            String storeUrl,
            Health health,
            long totalProducts,
            long syncedProducts,
            long pendingProducts,
            long errorProducts,
            long imagesPending,
            long imagesError,
            @Nullable Long oldestPendingSeconds,
            @Nullable Guard deletionGuard,
            List<Long> deliveredByMinute) {

        /** The last hour as a line. */
        public Spark spark() {
            return Spark.of(deliveredByMinute);
        }

        public StoreState state() {
            return StoreState.of(health, pendingProducts + imagesPending, oldestPendingSeconds);
        }

        public boolean isHeld() {
            return !health.state().equals("ok");
        }

        public boolean isPaused() {
            return "paused".equals(health.reason());
        }

        /** The address without its scheme. */
        public String host() {
            return storeUrl.replaceFirst("^https?://", "");
        }
    }

    record Guard(Instant since, long held, double share) {}

    record Totals(
            long synced, long pending, long error, @Nullable Long oldestPendingSeconds) {}
}
