package dev.caravan.faults;

import java.util.List;
import java.util.Locale;

/**
 * What a Caravan took of its machine during a time.
 *
 * @param threads the most that it had at once
 * @param files the most that were open at once, its connections to stores and database among them
 * @param connections to the database: so many were in use for at least three quarters of the time
 * @param waiting the most that waited for one at once
 * @param heap what was left of it after a collection at the end, in megabytes
 */
record Footprint(double threads, double files, double connections, double waiting, double heap) {

    /** The largest of each. */
    static Footprint most(List<Footprint> all) {
        return all.stream()
                .reduce((one, other) -> new Footprint(
                        Math.max(one.threads, other.threads),
                        Math.max(one.files, other.files),
                        Math.max(one.connections, other.connections),
                        Math.max(one.waiting, other.waiting),
                        Math.max(one.heap, other.heap)))
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f threads, %.0f open files, %.0f database connections held and %.0f waited for, heap %.0f MB",
                threads,
                files,
                connections,
                waiting,
                heap);
    }
}
