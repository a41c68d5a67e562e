package dev.caravan.sandbox.fault;

import java.util.concurrent.locks.LockSupport;

/** Waits in a call; ends at once when the store is closed. */
public final class Pause {

    /** The store was closed while a call waited. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Pause() {}

    public static void of(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new Ended();
            }
        }
    }
}
