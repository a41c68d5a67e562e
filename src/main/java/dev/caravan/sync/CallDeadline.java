package dev.caravan.sync;

import dev.caravan.platform.CaravanSettings;
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
 * Ends calls whose answer has no end. The time limits of the HTTP client are for each piece of an answer: a store that sends a
 * byte now and then would be listened to for ever, and each of its rounds would stand still.
 */
@Component
class CallDeadline implements HttpClientConfigurer, DisposableBean {

    private final Duration longest;
    private final ScheduledThreadPoolExecutor timer;

    CallDeadline(CaravanSettings settings) {
        longest = settings.sync().longestCall();
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

    /** One that is under way. */
    private final class Call {

        private final Future<?> deadline;
        private volatile boolean late;

        Call(ExecRuntime connection) {
            Runnable end = () -> {
                late = true;
                connection.discardEndpoint(); // closes it under whoever reads from it
            };
            deadline = timer.schedule(end, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        void ended() {
            deadline.cancel(false);
        }

        /** Why it has failed. */
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

    /** What is still to come of an answer when its head is there. */
    private final class Body extends HttpEntityWrapper {

        private final Call call;

        Body(HttpEntity body, Call call) {
            super(body);
            this.call = call;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                @Override
                public int read() throws IOException {
                    try {
                        return seen(super.read());
                    } catch (IOException e) {
                        throw call.reason(e);
                    }
                }

                @Override
                public int read(byte[] bytes, int from, int most) throws IOException {
                    try {
                        return seen(super.read(bytes, from, most));
                    } catch (IOException e) {
                        throw call.reason(e);
                    }
                }

                private int seen(int read) {
                    if (read < 0) {
                        call.ended();
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
            };
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
