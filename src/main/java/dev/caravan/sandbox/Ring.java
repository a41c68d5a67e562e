package dev.caravan.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Remembers the last entries, the oldest fall out. Thread-safe. */
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

    /** All that were ever added, also those that fell out, since the last {@link #clear()}. */
    public synchronized long added() {
        return added;
    }

    public synchronized void clear() {
        entries.clear();
        added = 0;
    }
}
