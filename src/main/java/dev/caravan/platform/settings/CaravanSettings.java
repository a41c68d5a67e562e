package dev.caravan.platform.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** All of {@code caravan.*}; {@code application.yml} explains each setting. Checked when it is bound. */
@ConfigurationProperties("caravan")
public record CaravanSettings(
        Path dataDir,
        String dbUrl,
        String dbUser,
        String dbPassword,
        int dbPoolSize,
        String adminPassword,
        String secretKey,
        String publicUrl,
        @Nullable Boolean demo,
        List<Integer> demoPorts,
        String storeAllowPrivate,
        String transport,
        Catalog catalog,
        Sync sync,
        AlertSettings alert) {

    /** Limits of uploaded assets. */
    public record Catalog(DataSize assetMaxSize, List<String> assetTypes) {}

    /** Pace, waits and limits of the deliveries. */
    public record Sync(
            Duration sweepEvery,
            Duration wakeUpPoll,
            Duration lease,
            Duration heartbeatEvery,
            Duration connectTimeout,
            Duration requestTimeout,
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

        /** Whether changes that have waited too long for an unhealthy store are dead-lettered. */
        public boolean givesUp() {
            return !giveUpAfter.isZero();
        }

        /** How long a call to a store can take, to the end of its answer: each of its addresses may be tried once. */
        public Duration longestCall() {
            return requestTimeout.plus(connectTimeout.multipliedBy(3));
        }
    }

    public CaravanSettings {
        new SettingsCheck()
                .that(dbPoolSize >= 4, "CARAVAN_DB_POOL_SIZE", "must be at least 4", dbPoolSize)
                .that(
                        dbUrl.isEmpty() || dbUrl.startsWith("jdbc:postgresql:"),
                        "CARAVAN_DB_URL",
                        "must start with jdbc:postgresql:",
                        dbUrl.replaceAll("\\?.*", "?…"))
                .that(transport.equals("seda"), "CARAVAN_TRANSPORT", "must be seda", transport)
                .that(
                        publicUrl.isEmpty() || publicUrl.matches("https?://[^\\s?#]+"),
                        "CARAVAN_PUBLIC_URL",
                        "must be an http or https address without query",
                        publicUrl)
                .that(
                        demoPorts.size() == 2 && demoPorts.stream().allMatch(port -> port > 0 && port < 65_536),
                        "CARAVAN_DEMO_PORTS",
                        "must be two ports with a comma between them, such as 8081,8082",
                        demoPorts)
                .that(
                        positive(sync.sweepEvery()),
                        "CARAVAN_SYNC_SWEEP_EVERY",
                        "must be longer than zero",
                        sync.sweepEvery())
                .that(
                        sync.wakeUpPoll().compareTo(Duration.ofMillis(1)) >= 0
                                && sync.wakeUpPoll().compareTo(Duration.ofSeconds(10)) <= 0,
                        "CARAVAN_SYNC_WAKE_UP_POLL",
                        "must be at least 1ms and at most 10s",
                        sync.wakeUpPoll())
                .that(
                        positive(sync.connectTimeout()),
                        "CARAVAN_SYNC_CONNECT_TIMEOUT",
                        "must be longer than zero",
                        sync.connectTimeout())
                .that(
                        positive(sync.requestTimeout()),
                        "CARAVAN_SYNC_REQUEST_TIMEOUT",
                        "must be longer than zero",
                        sync.requestTimeout())
                .that(
                        positive(sync.heartbeatEvery()),
                        "CARAVAN_SYNC_HEARTBEAT_EVERY",
                        "must be longer than zero",
                        sync.heartbeatEvery())
                .that(
                        sync.lease().compareTo(sync.heartbeatEvery().multipliedBy(2)) >= 0,
                        "CARAVAN_SYNC_LEASE",
                        "must be at least twice CARAVAN_SYNC_HEARTBEAT_EVERY, so that one late heartbeat loses nothing",
                        sync.lease())
                .that(
                        positive(sync.backoffFirst()) && sync.backoffFirst().compareTo(sync.backoffLongest()) <= 0,
                        "CARAVAN_SYNC_BACKOFF_FIRST",
                        "must be longer than zero and not longer than CARAVAN_SYNC_BACKOFF_LONGEST",
                        sync.backoffFirst())
                .that(
                        !sync.storeTimeLimit().isNegative(),
                        "CARAVAN_SYNC_STORE_TIME_LIMIT",
                        "must not be negative",
                        sync.storeTimeLimit())
                .that(
                        positive(sync.unauthorizedProbeEvery()),
                        "CARAVAN_SYNC_UNAUTHORIZED_PROBE_EVERY",
                        "must be longer than zero",
                        sync.unauthorizedProbeEvery())
                .that(sync.maxAttempts() >= 1, "CARAVAN_SYNC_MAX_ATTEMPTS", "must be at least 1", sync.maxAttempts())
                .that(sync.historyDays() >= 1, "CARAVAN_SYNC_HISTORY_DAYS", "must be at least 1", sync.historyDays())
                .that(
                        positive(sync.exportWait()) && sync.exportWait().compareTo(Duration.ofMinutes(5)) <= 0,
                        "CARAVAN_SYNC_EXPORT_WAIT",
                        "must be longer than zero and at most 5m",
                        sync.exportWait())
                .that(
                        sync.massDeleteShare().signum() > 0
                                && sync.massDeleteShare().compareTo(BigDecimal.ONE) <= 0,
                        "CARAVAN_SYNC_MASS_DELETE_SHARE",
                        "must be more than 0 and at most 1 (1: no guard)",
                        sync.massDeleteShare())
                .that(
                        sync.massDeleteFloor() >= 0,
                        "CARAVAN_SYNC_MASS_DELETE_FLOOR",
                        "must not be negative",
                        sync.massDeleteFloor())
                .that(
                        positive(sync.massDeleteWindow()),
                        "CARAVAN_SYNC_MASS_DELETE_WINDOW",
                        "must be longer than zero",
                        sync.massDeleteWindow())
                .that(
                        !sync.massDeleteWait().isNegative(),
                        "CARAVAN_SYNC_MASS_DELETE_WAIT",
                        "must not be negative",
                        sync.massDeleteWait())
                .that(
                        sync.giveUpAfter().isZero() || sync.giveUpAfter().compareTo(Duration.ofMinutes(1)) >= 0,
                        "CARAVAN_SYNC_GIVE_UP_AFTER",
                        "must be at least 1m, or 0s (never)",
                        sync.giveUpAfter())
                .that(
                        catalog.assetMaxSize().toBytes() > 0,
                        "CARAVAN_ASSET_MAX_SIZE",
                        "must be larger than zero",
                        catalog.assetMaxSize());
    }

    /** Overridden without passwords and keys, because a record would show them. */
    @Override
    public String toString() {
        return "CaravanSettings[dataDir=" + dataDir + ", transport=" + transport + "]";
    }

    /** Whether the embedded PostgreSQL is used. */
    public boolean embeddedDatabase() {
        return dbUrl.isEmpty();
    }

    private static boolean positive(Duration d) {
        return !d.isNegative() && !d.isZero();
    }
}
