package dev.caravan.sync.metrics;

import dev.caravan.platform.settings.SettingsCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.metrics.*}.
 *
 * @param every how often the metrics that need the database are read
 * @param topStores how many stores have series of their own
 */
@ConfigurationProperties("caravan.metrics")
record MetricsSettings(Duration every, int topStores) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_STORES = 1_000;

    MetricsSettings {
        new SettingsCheck()
                .that(
                        every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0,
                        "CARAVAN_METRICS_EVERY",
                        "must be at least 1s and at most 10m",
                        every)
                .that(
                        topStores >= 0 && topStores <= MOST_STORES,
                        "CARAVAN_METRICS_TOP_STORES",
                        "must be a number from 0 to " + MOST_STORES,
                        topStores);
    }
}
