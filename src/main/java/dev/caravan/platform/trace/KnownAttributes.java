package dev.caravan.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Sends of a span only attributes that are known to hold no secret. Addresses with their query, headers and texts of failures are left out,
 * whoever writes them: a store's key may be in its query.
 */
final class KnownAttributes implements SpanExporter {

    private static final String OURS = "caravan.";
    private static final Set<String> KNOWN =
            Set.of("component", "op", "error", "http.method", "http.status_code", "http.response.status_code");

    private final SpanExporter exporter;

    KnownAttributes(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Bare::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static boolean isKnown(AttributeKey<?> key) {
        return key.getKey().startsWith(OURS) || KNOWN.contains(key.getKey());
    }

    /** Without events, which hold messages of failures and of logs. */
    private static final class Bare extends DelegatingSpanData {

        private final Attributes attributes;

        Bare(SpanData span) {
            super(span);
            this.attributes = span.getAttributes().toBuilder()
                    .removeIf(key -> !isKnown(key))
                    .build();
        }

        @Override
        public String getName() {
            return super.getName().replaceAll("\\?.*", "");
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
