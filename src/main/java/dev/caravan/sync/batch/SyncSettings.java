package dev.caravan.sync.batch;

import dev.caravan.platform.settings.SettingsCheck;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code caravan.sync.*}: pace, waits and limits of the deliveries. */
@ConfigurationProperties("caravan.sync")
public record SyncSettings(
        Duration sweepEvery,
        Duration wakeUpPoll,
        Duration lease,
        Duration heartbeatEvery,
        Duration storeTimeLimit,
        Duration backoffFirst,
        Duration backoffLongest,
        Duration unauthorizedProbeEvery,
        int maxAttempts,
        int historyDays,
        Duration exportWait,
        BigDecimal massDeleteShare,
        int massDeleteFloor,
        Duration massDeleteWindow,
        Duration massDeleteWait,
        Duration giveUpAfter) {

    public SyncSettings {
        new SettingsCheck()
                .that(positive(sweepEvery), "CARAVAN_SYNC_SWEEP_EVERY", "must be longer than zero", sweepEvery)
                .that(
                        wakeUpPoll.compareTo(Duration.ofMillis(1)) >= 0
                                && wakeUpPoll.compareTo(Duration.ofSeconds(10)) <= 0,
                        "CARAVAN_SYNC_WAKE_UP_POLL",
                        "must be at least 1ms and at most 10s",
                        wakeUpPoll)
                .that(
                        positive(heartbeatEvery),
                        "CARAVAN_SYNC_HEARTBEAT_EVERY",
                        "must be longer than zero",
                        heartbeatEvery)
                .that(
                        lease.compareTo(heartbeatEvery.multipliedBy(2)) >= 0,
                        "CARAVAN_SYNC_LEASE",
                        "must be at least twice CARAVAN_SYNC_HEARTBEAT_EVERY, so that one late heartbeat loses nothing",
                        lease)
                .that(
                        positive(backoffFirst) && backoffFirst.compareTo(backoffLongest) <= 0,
                        "CARAVAN_SYNC_BACKOFF_FIRST",
                        "must be longer than zero and not longer than CARAVAN_SYNC_BACKOFF_LONGEST",
                        backoffFirst)
                .that(
                        !storeTimeLimit.isNegative(),
                        "CARAVAN_SYNC_STORE_TIME_LIMIT",
                        "must not be negative",
                        storeTimeLimit)
                .that(
                        positive(unauthorizedProbeEvery),
                        "CARAVAN_SYNC_UNAUTHORIZED_PROBE_EVERY",
                        "must be longer than zero",
                        unauthorizedProbeEvery)
                .that(maxAttempts >= 1, "CARAVAN_SYNC_MAX_ATTEMPTS", "must be at least 1", maxAttempts)
                .that(historyDays >= 1, "CARAVAN_SYNC_HISTORY_DAYS", "must be at least 1", historyDays)
                .that(
                        positive(exportWait) && exportWait.compareTo(Duration.ofMinutes(5)) <= 0,
                        "CARAVAN_SYNC_EXPORT_WAIT",
                        "must be longer than zero and at most 5m",
                        exportWait)
                .that(
                        massDeleteShare.signum() > 0 && massDeleteShare.compareTo(BigDecimal.ONE) <= 0,
                        "CARAVAN_SYNC_MASS_DELETE_SHARE",
                        "must be more than 0 and at most 1 (1: no guard)",
                        massDeleteShare)
                .that(massDeleteFloor >= 0, "CARAVAN_SYNC_MASS_DELETE_FLOOR", "must not be negative", massDeleteFloor)
                .that(
                        positive(massDeleteWindow),
                        "CARAVAN_SYNC_MASS_DELETE_WINDOW",
                        "must be longer than zero",
                        massDeleteWindow)
                .that(
                        !massDeleteWait.isNegative(),
                        "CARAVAN_SYNC_MASS_DELETE_WAIT",
                        "must not be negative",
                        massDeleteWait)
                .that(
                        giveUpAfter.isZero() || giveUpAfter.compareTo(Duration.ofMinutes(1)) >= 0,
                        "CARAVAN_SYNC_GIVE_UP_AFTER",
                        "must be at least 1m, or 0s (never)",
                        giveUpAfter);
    }

    /** Whether changes that have waited too long for an unhealthy store are dead-lettered. */
    public boolean givesUp() {
        return !giveUpAfter.isZero();
    }

    private static boolean positive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
