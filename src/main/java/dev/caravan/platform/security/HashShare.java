package dev.caravan.platform.security;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A share of the processors for the slow password hash. So many are computed at once, some wait for a moment in the order of
 * their coming, and more are refused: whoever guesses cannot take all processors or threads.
 */
final class HashShare {

    private static final int MOST_WAITING = 8;

    private final Semaphore places;
    private final Semaphore coming;
    private final Duration patience;

    HashShare(int atOnce, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.coming = new Semaphore(atOnce + MOST_WAITING);
        this.patience = patience;
    }

    /** Half of the processors. */
    static int half(int processors) {
        return Math.max(1, processors / 2);
    }

    /** Takes a place, which is left with {@link #leave}. @return false if there is none for now */
    boolean enter() {
        if (!coming.tryAcquire()) {
            return false;
        }
        boolean entered = false;
        try {
            entered = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            coming.release();
        }
        return entered;
    }

    void leave() {
        places.release();
        coming.release();
    }
}
