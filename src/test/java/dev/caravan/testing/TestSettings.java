package dev.caravan.testing;

import dev.caravan.platform.settings.CaravanSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives each program under test its own database and data folder. */
public final class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String PASSWORD = "test-password";

    /** The address of a proxy whose forwarded headers count; a test comes from it, see {@link Source}. */
    public static final String PROXY = "127.9.9.9";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("CARAVAN_DB_URL", TestDatabase.asNobody(TestDatabase.create()));
        settings.put("CARAVAN_DB_USER", TestDatabase.RUNTIME);
        settings.put("CARAVAN_DB_OWNER_USER", TestDatabase.OWNER);
        settings.put("CARAVAN_ADMIN_PASSWORD", PASSWORD);
        settings.put("CARAVAN_STORE_ALLOW_PRIVATE", "127.0.0.0/8");
        settings.put("CARAVAN_DEMO", "false");
        settings.put("CARAVAN_TRUSTED_PROXIES", PROXY);
        settings.put("CARAVAN_MANAGEMENT_PORT", "0");
        settings.put("management.prometheus.metrics.export.enabled", true); // Spring Boot's tests have none otherwise
        settings.put("CARAVAN_SYNC_WAKE_UP_POLL", "50ms"); // tests make many stores, and remove them
        try {
            settings.put(
                    "CARAVAN_DATA_DIR",
                    Files.createTempDirectory("caravan-test").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("test settings", settings));
    }

    /** The same, but no store may have a private address. */
    public static CaravanSettings allowingNoPrivateAddress(CaravanSettings settings) {
        return new CaravanSettings(
                settings.dataDir(),
                settings.dbUrl(),
                settings.dbUser(),
                settings.dbPassword(),
                settings.dbPoolSize(),
                settings.adminPassword(),
                settings.secretKey(),
                settings.publicUrl(),
                settings.demo(),
                settings.demoPorts(),
                "",
                settings.transport());
    }
}
