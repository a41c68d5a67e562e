package dev.caravan.platform.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Runs something when the answer of a request is complete, on whichever thread that happens. */
final class WhenAnswered implements AsyncListener {

    /** The rest of a filter chain. */
    @FunctionalInterface
    interface Rest {
        void go() throws ServletException, IOException;
    }

    private final Runnable action;

    private WhenAnswered(Runnable action) {
        this.action = action;
    }

    /** @param action may run twice */
    static void run(HttpServletRequest request, Runnable action, Rest rest) throws ServletException, IOException {
        try {
            rest.go();
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenAnswered(action));
            }
        } finally {
            if (!request.isAsyncStarted()) {
                action.run();
            }
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // its completion follows
    }

    @Override
    public void onError(AsyncEvent event) {
        // its completion follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this); // a new start drops the listeners of the former one
    }
}
