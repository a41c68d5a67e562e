package dev.caravan.sync.call;

import dev.caravan.store.address.StoreCallSettings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Limits the time and the length of answers. The time limits of the HTTP client are for each piece of an answer: if a
 * store sends a byte now and then, the call would never end. Camel keeps a long answer on disk, which a fast endless
 * answer would fill.
 */
@Component
public class CallLimits implements HttpClientConfigurer, DisposableBean {

    /** Larger than any answer to 100 items (about 2 kB each). */
    public static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    private final Duration longest;
    private final ScheduledThreadPoolExecutor timer;

    CallLimits(StoreCallSettings calls) {
        longest = calls.longestCall();
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "call-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addExecInterceptorFirst("deadline", this::execute);
    }

    private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Call call = new Call(scope.execRuntime);
        boolean open = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity body = response.getEntity();
            if (body != null) {
                response.setEntity(new Body(body, call));
                open = true;
            }
            return response;
        } catch (IOException e) {
            throw call.reason(e);
        } finally {
            if (!open) {
                call.ended();
            }
        }
    }

    /** A call that is under way. */
    private final class Call {

        private final ExecRuntime connection;
        private final Future<?> deadline;
        private volatile boolean late;

        Call(ExecRuntime connection) {
            this.connection = connection;
            Runnable end = () -> {
                late = true;
                connection.discardEndpoint(); // closes it while another thread reads from it
            };
            deadline = timer.schedule(end, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        void ended() {
            deadline.cancel(false);
        }

        /** Ends the call without reading the rest. */
        IOException tooLong() {
            ended();
            connection.discardEndpoint();
            return new IOException("The answer is longer than " + (MAX_ANSWER_BYTES >> 20) + " MB");
        }

        /** The reason of the failure. */
        IOException reason(IOException failure) {
            if (!late) {
                return failure;
            }
            IOException timeout =
                    new SocketTimeoutException("The answer did not end: " + longest.toMillis() + " MILLISECONDS");
            timeout.initCause(failure);
            return timeout;
        }
    }

    /** The body of an answer, of which the head has been received. */
    private final class Body extends HttpEntityWrapper {

        private final Call call;

        Body(HttpEntity body, Call call) {
            super(body);
            this.call = call;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Content(super.getContent(), call);
        }
    }

    /** The bytes of the body, which are counted. */
    private static final class Content extends FilterInputStream {

        private final Call call;
        private long length;

        Content(InputStream stream, Call call) {
            super(stream);
            this.call = call;
        }

        @Override
        public int read() throws IOException {
            int read;
            try {
                read = super.read();
            } catch (IOException e) {
                throw call.reason(e);
            }
            return seen(read, 1);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read;
            try {
                read = super.read(bytes, from, most);
            } catch (IOException e) {
                throw call.reason(e);
            }
            return seen(read, read);
        }

        /** @param bytes how many it was, if it was not the end */
        private int seen(int read, int bytes) throws IOException {
            if (read < 0) {
                call.ended();
                return read;
            }
            length += bytes;
            if (length > MAX_ANSWER_BYTES) {
                throw call.tooLong();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close(); // reads what is left
            } finally {
                call.ended();
            }
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
