package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of {@code show-analytics} and {@code rank-stores}, as far as pages show them. */
final class FigureLines {

    private FigureLines() {}

    record OverTime(Instant from, Instant to, String resolution, Line totals, List<Line> points) {

        /** What was delivered, as a line. */
        public Spark spark() {
            return Spark.of(points.stream().map(Line::delivered).toList());
        }
    }

    record OfStores(List<Line> data, Pages pagination) {}

    /**
     * The figures of a point, of a store, or of all together.
     *
     * @param at when its time begins; null unless it is a point
     * @param storeName null unless it is a store
     * @param delayMs null: nothing was delivered
     */
    record Line(
            @Nullable Instant at,
            @Nullable Long connectionId,
            @Nullable String storeName,
            long delivered,
            long unchanged,
            long retried,
            long failed,
            long calls,
            long fieldsSent,
            Saved savedCalls,
            @Nullable Delay delayMs) {

        /** How often the store was to take something. */
        public long tries() {
            return delivered + retried + failed;
        }

        /** Whether nothing happened. */
        public boolean isEmpty() {
            return tries() + unchanged + calls + savedCalls.all() == 0;
        }

        /** The share of the tries that succeeded, in per cent; null without tries. */
        public @Nullable Double success() {
            return tries() == 0 ? null : 100.0 * delivered / tries();
        }

        public @Nullable Double failure() {
            return tries() == 0 ? null : 100.0 * (retried + failed) / tries();
        }

        public @Nullable Long median() {
            return delayMs == null ? null : delayMs.p50();
        }

        public @Nullable Long nearlyAll() {
            return delayMs == null ? null : delayMs.p95();
        }
    }

    record Saved(long coalesced, long unchanged, long images, long batched) {

        public long all() {
            return coalesced + unchanged + images + batched;
        }
    }

    record Delay(long count, long p50, long p95, long p99) {}
}
