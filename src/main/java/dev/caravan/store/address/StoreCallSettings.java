package dev.caravan.store.address;

import dev.caravan.platform.settings.SettingsCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code caravan.sync.*}: how long a call to a store may take. */
@ConfigurationProperties("caravan.sync")
public record StoreCallSettings(Duration connectTimeout, Duration requestTimeout) {

    public StoreCallSettings {
        new SettingsCheck()
                .that(
                        positive(connectTimeout),
                        "CARAVAN_SYNC_CONNECT_TIMEOUT",
                        "must be longer than zero",
                        connectTimeout)
                .that(
                        positive(requestTimeout),
                        "CARAVAN_SYNC_REQUEST_TIMEOUT",
                        "must be longer than zero",
                        requestTimeout);
    }

    /** To the end of its answer: each of the store's addresses may be tried once. */
    public Duration longestCall() {
        return requestTimeout.plus(connectTimeout.multipliedBy(3));
    }

    private static boolean positive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
