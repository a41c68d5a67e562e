package dev.caravan.sync.matrix;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What is late in the matrix: for what the room {@code alert}, which checks the setting, raises an alert. */
@ConfigurationProperties("caravan.alert")
record LateSettings(Duration oldestOwed) {}
