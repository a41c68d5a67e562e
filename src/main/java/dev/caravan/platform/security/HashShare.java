package dev.caravan.platform.security;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A share of the processors for the slow password hash. So many are computed at once, and a few wait for a moment: first those of
 * whose user and network the fewest tries have failed, and when there are too many, those with the most are refused. So the first
 * sign-in from a network goes before those who guess, however many they are.
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
     * Takes a place, which is left with {@link #leave}.
     *
     * @param tries of the same user or network that have failed lately
     * @return false if there is none for now
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

    /** @return true if the turn has come in the same moment */
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
