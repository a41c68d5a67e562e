package dev.caravan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends an answer that its reader takes too slowly, because a thread waits for the reader. Tomcat's time limit is for
 * each piece. Only the time in which a write waits is counted, so the answer itself may be computed slowly.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class AnswerPace extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;

    private final long patience;

    AnswerPace() {
        this(PATIENCE);
    }

    AnswerPace(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Paced(response));
    }

    private final class Paced extends HttpServletResponseWrapper {

        private @Nullable ServletOutputStream stream;

        Paced(HttpServletResponse response) {
            super(response);
        }

        /** A writer is used only for small answers: pages and problems. */
        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream open = stream;
            if (open == null) {
                open = new Stream(super.getOutputStream());
                stream = open;
            }
            return open;
        }
    }

    private final class Stream extends ServletOutputStream {

        private static final int PIECE = 8 * 1024;

        private final ServletOutputStream out;
        private long waited;
        private long written;

        Stream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            long start = System.nanoTime();
            out.write(one);
            check(start, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += PIECE) {
                int count = Math.min(PIECE, length - done);
                long start = System.nanoTime();
                out.write(bytes, offset + done, count);
                check(start, count);
            }
        }

        private void check(long start, int count) throws IOException {
            waited += System.nanoTime() - start;
            written += count;
            if (waited > patience && written < waited / 1e9 * SLOWEST_BYTES_PER_SECOND) {
                throw new ClientAbortException("the reader takes the answer too slowly");
            }
        }

        @Override
        public void flush() throws IOException {
            long start = System.nanoTime();
            out.flush();
            check(start, 0);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
