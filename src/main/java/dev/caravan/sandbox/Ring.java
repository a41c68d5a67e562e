package dev.caravan.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps the last entries and drops the oldest. Thread-safe. */
public final class Ring<T> {

    private final int size;
    private final ArrayDeque<T> entries = new ArrayDeque<>();
    private long added;

    public Ring(int size) {
        this.size = size;
    }

    public synchronized void add(T entry) {
        if (entries.size() == size) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        added++;
    }

    public synchronized List<T> snapshot() {
        return new ArrayList<>(entries);
    }

    /** The number of entries that were added since the last {@link #clear()}, including dropped ones. */
    public synchronized long added() {
        return added;
    }

    public synchronized void clear() {
        entries.clear();
        added = 0;
    }
}
