package dev.caravan.platform.settings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The address at which stores and users reach this Caravan. */
@Component
public class PublicUrl {

    private final CaravanSettings settings;
    private volatile int port;

    PublicUrl(CaravanSettings settings, @Value("${server.port}") int port) {
        this.settings = settings;
        this.port = port;
    }

    @EventListener
    void started(ServletWebServerInitializedEvent event) {
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            port = event.getWebServer().getPort();
        }
    }

    /** Scheme, host, port and path without a slash at the end, for example {@code http://localhost:8080}. */
    public String base() {
        return settings.publicUrl().isEmpty()
                ? "http://localhost:" + port
                : settings.publicUrl().replaceAll("/+$", "");
    }
}
