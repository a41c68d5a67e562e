package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream and the container that it belongs to; of the container only what a stream uses is stood in for. */
class LiveStreamTest {

    private final AsyncContext async = mock();
    private final Connection connection = new Connection();
    private final LiveStream stream = new LiveStream(async, connection);

    /** What a client takes. */
    private static final class Connection extends ServletOutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean gone;
        private int tries;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("it has one");
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            tries++;
            if (gone) {
                throw new IOException("Broken pipe");
            }
            taken.write(bytes, from, length);
        }
    }

    private String taken() {
        return connection.taken.toString(StandardCharsets.US_ASCII);
    }

    /** If both ended the request, Tomcat would use its processor twice, and a request of another client would fail. */
    @Test
    void theContainerAloneEndsTheRequestOfAClientThatHasGone() {
        stream.onWritePossible();
        connection.gone = true;

        stream.send(List.of("stores"));
        verify(async, never()).complete();

        stream.onError(new IOException("Broken pipe"));
        verify(async).complete();
    }

    @Test
    void nothingIsWrittenAfterItsEnd() {
        stream.onWritePossible();
        connection.gone = true;
        stream.send(List.of("stores"));
        connection.gone = false;

        stream.send(List.of("history"));
        stream.onWritePossible();

        assertThat(connection.tries).isEqualTo(1);
        stream.end();
        stream.send(List.of("history"));
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatASlowClientHasNotTakenYetIsKeptOnce() {
        stream.onWritePossible();
        connection.ready = false;
        stream.send(List.of("stores"));
        stream.send(List.of("stores", "history"));
        assertThat(taken()).isEmpty();

        connection.ready = true;
        stream.onWritePossible();

        assertThat(taken()).isEqualTo("event: stores\ndata:\n\nevent: history\ndata:\n\n");
    }
}
