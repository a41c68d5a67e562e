package dev.caravan.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Remembers the last entries, the oldest fall out. Thread-safe. */
final class Ring<T> {

    private final int size;
    private final ArrayDeque<T> entries = new ArrayDeque<>();
    private long added;

    Ring(int size) {
        this.size = size;
    }

    synchronized void add(T entry) {
        if (entries.size() == size) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        added++;
    }

    synchronized List<T> snapshot() {
        return new ArrayList<>(entries);
    }

    /** All that were ever added, also those that fell out, since the last {@link #clear()}. */
    synchronized long added() {
        return added;
    }

    synchronized void clear() {
        entries.clear();
        added = 0;
    }
}
