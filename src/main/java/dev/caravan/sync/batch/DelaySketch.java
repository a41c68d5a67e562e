package dev.caravan.sync.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many delays were how long, in buckets that grow by a tenth: a percentile differs from the exact one by less than 5 %,
 * before it is rounded to a millisecond. Sketches are added by adding their buckets, so those of any hours and stores make one of all of them (ADR 19).
 *
 * @param counts how many delays, by bucket. Bucket 0 has those up to a millisecond, bucket n those up to 1.1ⁿ milliseconds
 */
public record DelaySketch(SortedMap<Integer, Long> counts) {

    public static final DelaySketch NONE = new DelaySketch(new TreeMap<>());

    private static final double GROWTH = 1.1;
    /** Of about 80 years. */
    private static final int LAST = 300;

    public DelaySketch {
        counts = new TreeMap<>(counts);
    }

    public static DelaySketch of(Collection<Duration> delays) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        delays.forEach(delay -> counts.merge(bucket(delay), 1L, Long::sum));
        return new DelaySketch(counts);
    }

    /** As the database keeps it. @param buckets each once @param times how many delays are in the bucket at the same place */
    public static DelaySketch of(Number[] buckets, Number[] times) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < buckets.length; i++) {
            counts.put(buckets[i].intValue(), times[i].longValue());
        }
        return new DelaySketch(counts);
    }

    private static int bucket(Duration delay) {
        double millis =
                delay.getSeconds() * 1e3 + delay.getNano() / 1e6; // negative if the clock was set back meanwhile
        return millis <= 1 ? 0 : (int) Math.min(LAST, Math.ceil(Math.log(millis) / Math.log(GROWTH)));
    }

    public DelaySketch plus(DelaySketch other) {
        SortedMap<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bucket, times) -> sum.merge(bucket, times, Long::sum));
        return new DelaySketch(sum);
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The delay that this share of all delays does not exceed, in whole milliseconds; 0 if there is none. @param share from 0 to 1 */
    public long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return Math.round(middle(bucket.getKey()));
            }
        }
        return 0;
    }

    /** Differs from both ends of the bucket by the same share. */
    private static double middle(int bucket) {
        return bucket == 0 ? 1 : 2 * Math.pow(GROWTH, bucket) / (GROWTH + 1);
    }

    Integer[] buckets() {
        return counts.keySet().toArray(Integer[]::new);
    }

    Long[] times() {
        return counts.values().toArray(Long[]::new);
    }
}
