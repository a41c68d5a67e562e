package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswerPaceTest {

    private static final byte[] LARGE = new byte[10 * 1024 * 1024];

    private final AnswerPace pace = new AnswerPace(Duration.ofMillis(100));

    @Test
    void endsAnAnswerThatIsReadTooSlowly() {
        AtomicInteger pieces = new AtomicInteger();

        assertThatThrownBy(() -> answer(new Reader(Duration.ofSeconds(1), pieces)))
                .isInstanceOf(ClientAbortException.class);

        assertThat(pieces).hasValue(1);
    }

    @Test
    void waitsForAReaderWhoIsFastEnough() {
        AtomicInteger pieces = new AtomicInteger();

        assertThatCode(() -> answer(new Reader(Duration.ZERO, pieces))).doesNotThrowAnyException();

        assertThat(pieces).hasValue(LARGE.length / (8 * 1024));
    }

    private void answer(MockHttpServletResponse response) throws Exception {
        pace.doFilter(
                new MockHttpServletRequest(),
                response,
                (request, paced) -> paced.getOutputStream().write(LARGE));
    }

    /** Takes each piece after a while. */
    private static final class Reader extends MockHttpServletResponse {

        private final Duration pause;
        private final AtomicInteger pieces;

        Reader(Duration pause, AtomicInteger pieces) {
            this.pause = pause;
            this.pieces = pieces;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int one) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    pieces.incrementAndGet();
                    LockSupport.parkNanos(pause.toNanos());
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
