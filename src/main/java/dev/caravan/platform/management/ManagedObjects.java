package dev.caravan.platform.management;

import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.management.mbean.ManagedRoute;
import org.apache.camel.management.mbean.ManagedSuspendableRoute;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps producers out of JMX. The route of a store has about 35 of them, and each MBean costs 12 kB of heap: 1,000
 * stores would need 400 MB for MBeans that no operator uses. Routes, endpoints, consumers and thread pools are in JMX.
 * A route shows its present description, which follows the name of its store; Camel's own MBean keeps the first one.
 */
@Configuration(proxyBeanMethods = false)
class ManagedObjects {

    @Bean
    CamelContextConfiguration managedObjectStrategy() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getManagementStrategy().setManagementObjectStrategy(new OurObjects());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing
            }
        };
    }

    private static final class OurObjects extends DefaultManagementObjectStrategy {

        @Override
        public @Nullable Object getManagedObjectForProducer(CamelContext context, Producer producer) {
            return null;
        }

        @Override
        public Object getManagedObjectForRoute(CamelContext context, Route route) {
            ManagedRoute managed =
                    route.supportsSuspension() ? new SuspendableRoute(context, route) : new PlainRoute(context, route);
            managed.init(context.getManagementStrategy());
            return managed;
        }
    }

    /** As {@link ManagedSuspendableRoute}, with the present description. */
    @ManagedResource(description = "Managed Suspendable Route")
    public static final class SuspendableRoute extends ManagedSuspendableRoute {

        SuspendableRoute(CamelContext context, Route route) {
            super(context, route);
        }

        @Override
        public @Nullable String getDescription() {
            return getRoute().getDescription();
        }
    }

    /** As {@link ManagedRoute}, with the present description. */
    @ManagedResource(description = "Managed Route")
    public static final class PlainRoute extends ManagedRoute {

        PlainRoute(CamelContext context, Route route) {
            super(context, route);
        }

        @Override
        public @Nullable String getDescription() {
            return getRoute().getDescription();
        }
    }
}
