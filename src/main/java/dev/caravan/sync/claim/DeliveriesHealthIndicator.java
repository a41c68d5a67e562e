package dev.caravan.sync.claim;

import java.time.Instant;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while a delivery makes no progress: its store is served by another route, but only a restart frees its thread.
 */
@Component
class DeliveriesHealthIndicator implements HealthIndicator {

    private final StoreRoutes routes;

    DeliveriesHealthIndicator(StoreRoutes routes) {
        this.routes = routes;
    }

    /** Details: {@code standingStill}, each route with the moment at which that was noticed. */
    @Override
    public Health health() {
        Map<String, Instant> stuck = routes.standingStill();
        return stuck.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("standingStill", stuck).build();
    }
}
