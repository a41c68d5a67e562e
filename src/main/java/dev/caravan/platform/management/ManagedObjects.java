package dev.caravan.platform.management;

import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps producers out of JMX. The route of a store has about 35 of them, and each MBean costs 12 kB of heap: 1,000 stores would need
 * 400 MB for what no operator looks at. Routes, endpoints, consumers and thread pools are there.
 */
@Configuration(proxyBeanMethods = false)
class ManagedObjects {

    @Bean
    CamelContextConfiguration withoutProducers() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getManagementStrategy().setManagementObjectStrategy(new WithoutProducers());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing
            }
        };
    }

    private static final class WithoutProducers extends DefaultManagementObjectStrategy {

        @Override
        public @Nullable Object getManagedObjectForProducer(CamelContext context, Producer producer) {
            return null;
        }
    }
}
