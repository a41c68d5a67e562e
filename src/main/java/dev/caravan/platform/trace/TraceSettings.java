package dev.caravan.platform.trace;

import dev.caravan.platform.settings.SettingsCheck;
import java.math.BigDecimal;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.traces.*}.
 *
 * @param endpoint where they are sent by OTLP over HTTP; empty: nowhere, and none are made
 * @param share of the requests that are traced, 0 to 1
 */
@ConfigurationProperties("caravan.traces")
record TraceSettings(String endpoint, BigDecimal share) {

    TraceSettings {
        new SettingsCheck()
                .that(
                        endpoint.isEmpty() || isAddress(endpoint),
                        "CARAVAN_TRACES_ENDPOINT",
                        "must be an http or https address without user and query, such as http://localhost:4318/v1/traces",
                        "(not shown)")
                .that(
                        share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0,
                        "CARAVAN_TRACES_SHARE",
                        "must be at least 0 and at most 1",
                        share);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
