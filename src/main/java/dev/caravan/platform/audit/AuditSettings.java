package dev.caravan.platform.audit;

import dev.caravan.platform.settings.SettingsCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code caravan.audit.*}. @param keepDays how long an entry is kept; the table itself keeps each for 30 days */
@ConfigurationProperties("caravan.audit")
record AuditSettings(int keepDays) {

    private static final int SHORTEST = 30;
    private static final int LONGEST = 36_500;

    public AuditSettings {
        new SettingsCheck()
                .that(
                        keepDays >= SHORTEST && keepDays <= LONGEST,
                        "CARAVAN_AUDIT_KEEP",
                        "must be a number of days from " + SHORTEST + " to " + LONGEST,
                        keepDays);
    }

    Duration keep() {
        return Duration.ofDays(keepDays);
    }
}
