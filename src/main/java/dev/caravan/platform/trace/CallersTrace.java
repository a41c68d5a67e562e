package dev.caravan.platform.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A caller's {@code traceparent} is continued; stores, which are of others, and answers get none. */
final class CallersTrace implements TextMapPropagator {

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    @Override
    public Collection<String> fields() {
        return List.of();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        // see above
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return W3C.extract(context, carrier, getter);
    }
}
