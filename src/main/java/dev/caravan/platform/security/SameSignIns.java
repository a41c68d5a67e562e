package dev.caravan.platform.security;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * If several sign-ins with the same name, password and address come at the same time, one is checked first. So a
 * client that starts with twenty requests needs one hash, and does not count as twenty guesses. A repeated guess
 * gives an attacker nothing.
 */
final class SameSignIns {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Each blocks a thread of the web server. */
    private static final int MOST_WAITING = 32;

    private final ConcurrentMap<String, CompletableFuture<Authentication>> underWay = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /**
     * Runs an attempt, after the same one that is under way, if there is one.
     *
     * @param same equal for the same name, password and address only; reveals none of them @throws
     * AuthenticationException of the attempt, or of the one before
     */
    Authentication run(String same, Supplier<Authentication> attempt) {
        CompletableFuture<Authentication> mine = new CompletableFuture<>();
        CompletableFuture<Authentication> before = underWay.putIfAbsent(same, mine);
        if (before != null) {
            await(before);
            return attempt.get(); // costs nothing if the one before was right
        }
        try {
            Authentication signedIn = attempt.get();
            mine.complete(signedIn);
            return signedIn;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            mine.cancel(false); // after an error that is no exception no caller waits
            underWay.remove(same, mine);
        }
    }

    private void await(CompletableFuture<Authentication> before) {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            before.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                throw refused;
            }
        } catch (TimeoutException e) {
            // by itself, then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }
}
