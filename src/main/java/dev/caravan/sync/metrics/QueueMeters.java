package dev.caravan.sync.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.QueueReference;
import org.apache.camel.component.seda.SedaComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** How many wake-ups wait: for the fan-out, and for the routes of all stores together. Each queue holds one at most. */
@Component
class QueueMeters {

    private static final String EVENTS = "seda://product-events";
    private static final String STORES = "seda://store-";

    private final CamelContext camel;

    QueueMeters(@Lazy CamelContext camel, MeterRegistry meters) {
        this.camel = camel;
        add(meters, "events", EVENTS);
        add(meters, "stores", STORES);
    }

    private void add(MeterRegistry meters, String queue, String start) {
        Gauge.builder("caravan.queue.waiting", this, queues -> queues.waiting(start))
                .description("Wake-ups that wait in this process")
                .tag("queue", queue)
                .register(meters);
    }

    private long waiting(String start) {
        SedaComponent seda = camel.getComponent("seda", SedaComponent.class);
        return seda.getQueues().entrySet().stream()
                .filter(queue -> queue.getKey().startsWith(start))
                .map(java.util.Map.Entry::getValue)
                .map(QueueReference::getQueue)
                .mapToLong(Collection::size)
                .sum();
    }
}
