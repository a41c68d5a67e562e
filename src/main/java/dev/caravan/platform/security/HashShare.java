package dev.caravan.platform.security;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A share of the processors for the slow password hash. So many hashes are computed at the same time, and a few tries
 * wait for a moment. The try whose user and network have the fewest failures is served first, and if too many wait,
 * the one with the most failures is refused. So the first sign-in from a network is served before guessers, however
 * many they are.
 */
final class HashShare {

    private static final int MOST_WAITING = 8;

    private record Waiting(int tries, long number, CompletableFuture<Boolean> turn) {}

    private final Duration patience;
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(Comparator.comparingInt(Waiting::tries).thenComparingLong(Waiting::number));
    private int free;
    private long comings;

    HashShare(int atOnce, Duration patience) {
        this.free = atOnce;
        this.patience = patience;
    }

    /** Half of the processors. */
    static int half(int processors) {
        return Math.max(1, processors / 2);
    }

    /**
     * Takes a place, which is released by {@link #leave}.
     *
     * @param tries how many of the same user or network have failed lately @return false if no place is free
     */
    boolean enter(int tries) {
        Waiting mine;
        synchronized (this) {
            if (free > 0) {
                free--;
                return true;
            }
            mine = new Waiting(tries, comings++, new CompletableFuture<>());
            waiting.add(mine);
            if (waiting.size() > MOST_WAITING) {
                waiting.pollLast().turn.complete(false);
            }
        }
        try {
            return mine.turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return giveUp(mine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp(mine);
        }
    }

    /** @return true if it got its place at the same moment */
    private synchronized boolean giveUp(Waiting mine) {
        return !waiting.remove(mine) && mine.turn.getNow(false);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized void leave() {
        Waiting next = waiting.pollFirst();
        if (next == null) {
            free++;
        } else {
            next.turn.complete(true);
        }
    }
}
