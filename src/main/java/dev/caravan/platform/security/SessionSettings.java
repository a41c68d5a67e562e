package dev.caravan.platform.security;

import dev.caravan.platform.settings.SettingsCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.session.*}: when sessions of browsers end.
 *
 * @param idle without a request
 * @param longest after the sign-in, whatever happens
 */
@ConfigurationProperties("caravan.session")
record SessionSettings(Duration idle, Duration longest) {

    SessionSettings {
        new SettingsCheck()
                .that(
                        idle.compareTo(Duration.ofMinutes(1)) >= 0 && idle.compareTo(Duration.ofDays(30)) <= 0,
                        "CARAVAN_SESSION_IDLE",
                        "must be at least 1m and at most 30d",
                        idle)
                .that(
                        longest.compareTo(idle) >= 0 && longest.compareTo(Duration.ofDays(30)) <= 0,
                        "CARAVAN_SESSION_LONGEST",
                        "must not be shorter than CARAVAN_SESSION_IDLE, and at most 30d",
                        longest);
    }

    /** How exactly the last request is noted, because a write for each request would be too many. */
    Duration step() {
        Duration step = idle.dividedBy(30);
        return step.compareTo(Duration.ofMinutes(1)) < 0 ? step : Duration.ofMinutes(1);
    }
}
