package dev.caravan.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A browser's open stream of events (server-sent events). It writes only what the connection takes at once, so a slow
 * reader blocks no thread; what it has not taken yet is kept once, however often it happens.
 */
final class LiveStream implements WriteListener {

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean writable;
    private boolean unflushed;
    private boolean ended;

    LiveStream(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    /** Sends events of these names. */
    synchronized void send(Collection<String> events) {
        waiting.addAll(events);
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    @Override
    public void onError(Throwable failure) {
        end(); // the browser has gone
    }

    private void write() {
        try {
            if (ended || !writable || !out.isReady()) {
                return; // the container calls when it is
            }
            if (unflushed) {
                flush();
            }
            if (!waiting.isEmpty() && out.isReady()) {
                String events = waiting.stream()
                        .map(event -> "event: " + event + "\ndata:\n\n")
                        .collect(Collectors.joining());
                waiting.clear();
                out.write(events.getBytes(StandardCharsets.US_ASCII));
                unflushed = true;
                if (out.isReady()) {
                    flush();
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The container calls onError. If this thread ended the request as well, Tomcat would use its processor
            // twice, and a request of another connection would fail.
            ended = true;
        }
    }

    private void flush() throws IOException {
        out.flush();
        unflushed = false;
    }

    /** From now on nothing is written: the container may use its objects for another request. */
    synchronized void close() {
        ended = true;
    }

    void end() {
        close();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // it has ended already
        }
    }
}
