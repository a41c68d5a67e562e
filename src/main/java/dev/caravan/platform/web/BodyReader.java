package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the pieces of a body as they come, and continues the request when the body is complete, too large, or too slow.
 */
final class BodyReader implements ReadListener, AsyncListener {

    /** The time that a sender has before its pace counts. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int SLOWEST_BYTES_PER_SECOND = 1024;
    private static final int PIECE = 16 * 1024;

    private final ServletInputStream in;
    private final ReceivedBody body;
    private final AsyncContext async;
    private final Runnable leave;
    private final long largest;
    private final long began = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    BodyReader(ServletInputStream in, ReceivedBody body, AsyncContext async, Runnable leave, long largest) {
        this.in = in;
        this.body = body;
        this.async = async;
        this.leave = leave;
        this.largest = largest;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[PIECE];
        while (!ended.get() && in.isReady()) {
            int count = in.read(piece);
            if (count < 0) {
                return;
            }
            boolean fits = body.add(piece, count);
            if (!fits) {
                end(BodyProblems.noRoom());
            } else if (body.length() > largest) {
                end(BodyProblems.tooLarge(largest));
            } else if (isTooSlow()) {
                end(tooSlow());
            }
        }
    }

    private boolean isTooSlow() {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return took.compareTo(PATIENCE) > 0 && body.length() < took.toSeconds() * SLOWEST_BYTES_PER_SECOND;
    }

    @Override
    public void onAllDataRead() throws IOException {
        body.end();
        goOn();
    }

    /** The connection broke, the body is malformed, or nothing came for too long. */
    @Override
    public void onError(Throwable failure) {
        end(ApiException.badRequest("The body could not be read to its end"));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(tooSlow());
    }

    @Override
    public void onError(AsyncEvent event) {
        leave.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave.run();
        if (ended.compareAndSet(false, true)) {
            body.delete();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the request continues without this listener
    }

    private void end(ApiException problem) {
        body.refuse(problem);
        goOn();
    }

    private void goOn() {
        if (ended.compareAndSet(false, true)) {
            leave.run();
            async.dispatch();
        }
    }

    private static ApiException tooSlow() {
        return ApiException.tooSlow("The body comes too slowly; send it without pauses");
    }
}
