package dev.caravan.platform.start;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches virtual threads on by itself on JDK 25 and newer, for Tomcat and Camel, and off on older ones: up to JDK
 * 23 a {@code synchronized} block in a driver would pin its carrier thread.
 */
final class VirtualThreads implements EnvironmentPostProcessor {

    private static final int FIRST_JDK = 25;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean on = Runtime.version().feature() >= FIRST_JDK
                && environment.getProperty("CARAVAN_VIRTUAL_THREADS", Boolean.class, true);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("virtualThreads", Map.of("spring.threads.virtual.enabled", on)));
        // Camel reads it once, when its thread factory class is loaded.
        System.setProperty("camel.threads.virtual.enabled", Boolean.toString(on));
    }
}
