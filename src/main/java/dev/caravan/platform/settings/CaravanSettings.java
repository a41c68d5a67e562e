package dev.caravan.platform.settings;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.*}: what more than one room needs, and the database. The other settings are records of their rooms.
 * {@code application.yml} explains each. Checked when it is bound.
 */
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
        String transport) {

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
                        demoPorts.size() >= 2
                                && demoPorts.size() <= 3
                                && demoPorts.stream().allMatch(port -> port > 0 && port < 65_536),
                        "CARAVAN_DEMO_PORTS",
                        "must be two or three ports with commas between them, such as 8081,8082,8083",
                        demoPorts);
    }

    /** Overridden without passwords and keys, because a record would show them. */
    @Override
    public String toString() {
        return "CaravanSettings[dataDir=" + dataDir + ", transport=" + transport + "]";
    }
}
