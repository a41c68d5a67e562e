package dev.caravan.platform.management;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Adapter of {@code /service/health}: what actuator's health says, for the page of the service. */
@Component
class ServiceHealthEndpoint {

    /** What our own indicators say; the details of others hold paths and addresses. */
    private static final List<String> REASONS = List.of("reason", "lock", "standingStill");

    private final HealthEndpoint health;
    private final ManagementSettings settings;
    private final Environment environment;

    ServiceHealthEndpoint(HealthEndpoint health, ManagementSettings settings, Environment environment) {
        this.health = health;
        this.settings = settings;
        this.environment = environment;
    }

    /** @param status as actuator has it: UP, DOWN, OUT_OF_SERVICE or UNKNOWN @param management where metrics and Hawtio are */
    record ServiceHealth(String status, List<Part> components, Management management) {}

    /** @param reason why it is not healthy, or what hinders it; null: nothing does */
    record Part(String name, String status, @Nullable String reason) {}

    record Management(String address, int port) {}

    ServiceHealth show() {
        HealthComponent all = health.health();
        Map<String, HealthComponent> parts =
                all instanceof CompositeHealth composite ? composite.getComponents() : Map.of();
        return new ServiceHealth(
                all.getStatus().getCode(),
                parts.entrySet().stream()
                        .map(part -> new Part(
                                part.getKey(), part.getValue().getStatus().getCode(), reason(part.getValue())))
                        .toList(),
                new Management(settings.address(), port()));
    }

    /** The one that was found, if any free one was wanted. */
    private int port() {
        Integer found = environment.getProperty("local.management.port", Integer.class);
        return found == null ? Objects.requireNonNull(settings.port()) : found;
    }

    private static @Nullable String reason(HealthComponent part) {
        return part instanceof Health known
                ? REASONS.stream()
                        .flatMap(name -> Stream.ofNullable(known.getDetails().get(name)))
                        .map(String::valueOf)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
