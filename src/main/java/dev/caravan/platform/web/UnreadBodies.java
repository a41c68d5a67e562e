package dev.caravan.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends the connection of a request that was answered before its body was read, such as one without a login. Tomcat
 * would read the rest on the thread, up to {@code max-swallow-size}, for as long as a byte comes now and then. A
 * small body is read nevertheless: otherwise a client that is still sending it might lose the answer.
 */
final class UnreadBodies extends ValveBase {

    private static final int MOST_WAITING = 8;
    private static final int MOST_BYTES = 64 * 1024;
    private static final long PATIENCE = Duration.ofMillis(200).toNanos();
    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    UnreadBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync() && !isRead(request)) {
            takeWhatIsSmall(request);
            if (!isRead(request)) {
                if (!response.isCommitted()) {
                    response.setHeader("Connection", "close");
                }
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    private void takeWhatIsSmall(Request request) {
        long announced = request.getContentLengthLong();
        if (announced > MOST_BYTES || request.getCoyoteRequest().hasExpectation() || !waiting.tryAcquire()) {
            return;
        }
        try {
            take(request.getCoyoteRequest());
        } catch (IOException e) {
            // the client has disconnected, or the body is malformed: the connection ends
        } finally {
            waiting.release();
        }
    }

    private static void take(org.apache.coyote.Request request) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        int taken = 0;
        while (!isRead(request) && taken < MOST_BYTES && System.nanoTime() < end) {
            request.action(ActionCode.AVAILABLE, Boolean.TRUE);
            if (request.getAvailable() > 0) {
                int count = request.doRead(new Discard());
                if (count < 0) {
                    return;
                }
                taken += count;
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static boolean isRead(Request request) {
        return isRead(request.getCoyoteRequest());
    }

    private static boolean isRead(org.apache.coyote.Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /** The buffer into which Tomcat reads. */
    private static final class Discard implements org.apache.tomcat.util.net.ApplicationBufferHandler {

        private java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(java.nio.ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public java.nio.ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // what it gets is what it takes
        }
    }
}
