package dev.caravan.sync.analytics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.caravan.sync.batch.DelaySketch;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered in some time, to one store or several.
 *
 * @param delivered products of which the store took a change
 * @param unchanged products that the store showed already as it should
 * @param retried tries that failed and were repeated
 * @param failed changes that became dead letters
 * @param calls to stores, with the questions before products are sent, without the probes of held stores
 * @param delays from a change until the store showed it
 */
record Figures(
        long delivered,
        long unchanged,
        long retried,
        long failed,
        long calls,
        long fieldsSent,
        Saved savedCalls,
        @JsonIgnore DelaySketch delays) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, new Saved(0, 0, 0, 0), DelaySketch.NONE);

    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.95;
    private static final double NEARLY_ALL = 0.99;

    /** Calls and downloads that were not needed, by reason; the reasons are those of the counter {@code caravan.calls.saved}. */
    record Saved(long coalesced, long unchanged, long images, long batched) {}

    /** In milliseconds. @param count of how many changes */
    record Delay(long count, long p50, long p95, long p99) {}

    /** Null: nothing was delivered. */
    public @Nullable Delay getDelayMs() {
        long count = delays.count();
        return count == 0
                ? null
                : new Delay(count, delays.percentile(MEDIAN), delays.percentile(MOST), delays.percentile(NEARLY_ALL));
    }

    Figures plus(Figures other) {
        return new Figures(
                delivered + other.delivered,
                unchanged + other.unchanged,
                retried + other.retried,
                failed + other.failed,
                calls + other.calls,
                fieldsSent + other.fieldsSent,
                new Saved(
                        savedCalls.coalesced + other.savedCalls.coalesced,
                        savedCalls.unchanged + other.savedCalls.unchanged,
                        savedCalls.images + other.savedCalls.images,
                        savedCalls.batched + other.savedCalls.batched),
                delays.plus(other.delays));
    }

    static Figures read(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("delivered"),
                row.getLong("unchanged"),
                row.getLong("retried"),
                row.getLong("failed"),
                row.getLong("calls"),
                row.getLong("fields_sent"),
                new Saved(
                        row.getLong("saved_coalesced"),
                        row.getLong("saved_unchanged"),
                        row.getLong("saved_images"),
                        row.getLong("saved_batched")),
                delays(row.getArray("delay_buckets"), row.getArray("delay_counts")));
    }

    private static DelaySketch delays(@Nullable Array buckets, @Nullable Array counts) throws SQLException {
        return buckets == null || counts == null
                ? DelaySketch.NONE
                : DelaySketch.of((Number[]) buckets.getArray(), (Number[]) counts.getArray());
    }
}
