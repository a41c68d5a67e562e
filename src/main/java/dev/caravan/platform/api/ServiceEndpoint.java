package dev.caravan.platform.api;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Adapter of {@code /service}. */
@Component
class ServiceEndpoint {

    /** The running service and the caller. */
    record Service(String name, String version, String user, Role role) {}

    Service show(@ExchangeProperty(Caller.PROPERTY) Caller caller) {
        String version = getClass().getPackage().getImplementationVersion();
        return new Service("Caravan", version == null ? "development" : version, caller.username(), caller.role());
    }
}
