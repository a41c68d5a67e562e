package dev.caravan.sync.batch;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Spans for the changes that were made by traced requests. A call carries the changes of many requests, so each of them gets a span of its
 * own in its own trace; {@code caravan.batch} is the same in all of them. Without a tracer nothing is done.
 */
@Component
public final class ChangeTraces {

    /** No traces. */
    public static final ChangeTraces OFF = new ChangeTraces((Tracer) null);

    private static final Pattern TRACE = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-01");
    private static final AttributeKey<Long> CONNECTION = AttributeKey.longKey("caravan.connection");
    private static final AttributeKey<Long> PRODUCT = AttributeKey.longKey("caravan.product");
    private static final AttributeKey<String> BATCH = AttributeKey.stringKey("caravan.batch");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("caravan.operation");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("caravan.outcome");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("caravan.code");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final @Nullable Tracer tracer;

    @Autowired
    ChangeTraces(ObjectProvider<Tracer> tracer) {
        this(tracer.getIfAvailable());
    }

    private ChangeTraces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** A delivery was settled: a span over its call, with the status of the store's answer. */
    public void delivered(SettlementContext context, Settlement settlement, Instant now) {
        Plan plan = settlement.plan();
        SpanBuilder builder = begin("deliver to store", plan.row().trace());
        if (builder == null) {
            return;
        }
        Span span = builder.setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(now.minusMillis(context.millis()))
                .setAttribute(CONNECTION, context.store().id())
                .setAttribute(PRODUCT, plan.row().productId())
                .setAttribute(BATCH, context.token().toString())
                .setAttribute(OPERATION, plan.operation())
                .setAttribute(OUTCOME, settlement.outcome())
                .startSpan();
        if (context.status() > 0) {
            span.setAttribute(STATUS, (long) context.status());
        }
        if (settlement.code() != null) {
            span.setAttribute(CODE, settlement.code());
        }
        if (!settlement.outcome().equals("synced")) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()), TimeUnit.NANOSECONDS);
    }

    /**
     * A newer change of the product will be delivered with an older one: the end of the older one's trace, with a link to the other.
     *
     * @param olderAndNewer their traces, with a blank between them
     */
    public void coalesced(String olderAndNewer) {
        int blank = olderAndNewer.indexOf(' ');
        SpanContext next = read(olderAndNewer.substring(blank + 1));
        SpanBuilder builder = begin("coalesced with a newer change", olderAndNewer.substring(0, blank));
        if (builder != null && next != null) {
            builder.addLink(next).startSpan().end();
        }
    }

    private @Nullable SpanBuilder begin(String name, @Nullable String trace) {
        SpanContext parent = tracer == null || trace == null ? null : read(trace);
        return tracer == null || parent == null
                ? null
                : tracer.spanBuilder(name).setParent(Context.root().with(Span.wrap(parent)));
    }

    private static @Nullable SpanContext read(String trace) {
        Matcher parts = TRACE.matcher(trace);
        return parts.matches()
                ? SpanContext.createFromRemoteParent(
                        parts.group(1), parts.group(2), TraceFlags.getSampled(), TraceState.getDefault())
                : null;
    }
}
