package dev.caravan.platform.trace;

import dev.caravan.platform.Sql;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionExecutionListener;

/** Loaded only if a receiver of traces is set: otherwise there is no tracer at all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${caravan.traces.endpoint:}'.isEmpty()")
class TraceConfiguration {

    /** Of Camel's own spans only those of requests are wanted: timers, queues and statements would each begin a trace of their own. */
    private static final String ALL_BUT_REQUESTS = "(?!rest:|platform-http:).*";

    private static final Duration LONGEST_EXPORT = Duration.ofSeconds(10);
    private static final Duration AT_INTERVALS = Duration.ofSeconds(1);

    /** Spans wait in a queue of 2,048, and further ones are dropped: a receiver that is away costs nothing else. */
    @Bean
    SdkTracerProvider tracerProvider(TraceSettings settings) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint())
                .setTimeout(LONGEST_EXPORT)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "caravan")))
                .setSampler(Sampler.parentBased(
                        Sampler.traceIdRatioBased(settings.share().doubleValue())))
                .addSpanProcessor(BatchSpanProcessor.builder(new KnownAttributes(exporter))
                        .setScheduleDelay(AT_INTERVALS)
                        .build())
                .build();
    }

    @Bean
    Tracer tracer(SdkTracerProvider provider) {
        return provider.get("dev.caravan");
    }

    @Bean
    ContextPropagators tracePropagators() {
        return ContextPropagators.create(new CallersTrace());
    }

    @Bean
    CamelContextConfiguration traceRequests() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                OpenTelemetryTracer tracer = new OpenTelemetryTracer();
                tracer.setExcludePatterns(ALL_BUT_REQUESTS);
                tracer.init(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing
            }
        };
    }

    @Bean
    TransactionExecutionListener traceOfTransactions(ObjectProvider<Sql> sql) {
        return new TracedTransactions(sql);
    }
}
