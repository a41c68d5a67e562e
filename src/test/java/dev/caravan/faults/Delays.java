package dev.caravan.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** How long changes took to stores, in milliseconds, shortest first. */
record Delays(double[] millis) {

    static Delays of(DoubleStream millis) {
        return new Delays(millis.sorted().toArray());
    }

    static Delays pooled(List<Delays> all) {
        return of(all.stream().flatMapToDouble(delays -> Arrays.stream(delays.millis)));
    }

    /** @param percent for example 95: so many of a hundred took at most as long */
    double percentile(int percent) {
        return millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p50 %.0f ms, p95 %.0f ms of %,d", percentile(50), percentile(95), millis.length);
    }
}
