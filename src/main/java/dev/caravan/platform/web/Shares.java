package dev.caravan.platform.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Places of which each caller may have only a share, so that one caller cannot take them all. */
final class Shares {

    private final Semaphore places;
    private final int share;
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

    /** @param most places in all @param share the most that one caller may have */
    Shares(int most, int share) {
        this.places = new Semaphore(most);
        this.share = share;
    }

    /** Takes a place; null if there is none for this caller. The result gives it back, once. */
    @Nullable Runnable take(String caller) {
        if (!places.tryAcquire()) {
            return null;
        }
        int mine = taken.merge(caller, 1, Integer::sum);
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            if (left.compareAndSet(false, true)) {
                taken.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
                places.release();
            }
        };
        if (mine > share) {
            leave.run();
            return null;
        }
        return leave;
    }

    /** Places that are free. */
    int free() {
        return places.availablePermits();
    }
}
