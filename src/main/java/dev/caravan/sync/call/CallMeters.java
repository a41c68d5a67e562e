package dev.caravan.sync.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.EofSensorWatcher;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.springframework.stereotype.Component;

/**
 * Times each call to a store, from the connection to the end of the answer: {@code caravan.calls}. The client of stores is configured by
 * it, and it passes on to the {@link CallLimits}, which limit every client.
 */
@Component
class CallMeters implements HttpClientConfigurer {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final CallLimits limits;
    private final Map<CallOutcome, Timer> timers = new EnumMap<>(CallOutcome.class);

    CallMeters(CallLimits limits, MeterRegistry meters) {
        this.limits = limits;
        for (CallOutcome outcome : CallOutcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("caravan.calls")
                            .description("Calls to stores, each try, to the end of the answer")
                            .tag("outcome", outcome.tag())
                            .serviceLevelObjectives(BUCKETS)
                            .register(meters));
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        limits.configureHttpClient(client);
        client.addExecInterceptorFirst("meters", this::execute);
    }

    private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Call call = new Call();
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity body = response.getEntity();
            CallOutcome outcome = CallOutcome.of(response.getCode());
            if (body == null) {
                call.ended(outcome);
            } else {
                response.setEntity(new Body(body, call, outcome));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            call.ended(CallOutcome.of(e));
            throw e;
        }
    }

    /** A call that is under way; its first end counts. */
    private final class Call {

        private final long began = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean();

        void ended(CallOutcome outcome) {
            Timer timer = timers.get(outcome);
            if (timer != null && over.compareAndSet(false, true)) {
                timer.record(Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    /** The body of an answer, of which the head has been received. */
    private static final class Body extends HttpEntityWrapper implements EofSensorWatcher {

        private final Call call;
        private final CallOutcome outcome;

        Body(HttpEntity body, Call call, CallOutcome outcome) {
            super(body);
            this.call = call;
            this.outcome = outcome;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new EofSensorInputStream(super.getContent(), this);
        }

        @Override
        public boolean eofDetected(InputStream body) {
            call.ended(outcome);
            return true;
        }

        @Override
        public boolean streamClosed(InputStream body) {
            call.ended(outcome);
            return true;
        }

        @Override
        public boolean streamAbort(InputStream body) {
            call.ended(CallOutcome.BROKEN);
            return true;
        }
    }
}
