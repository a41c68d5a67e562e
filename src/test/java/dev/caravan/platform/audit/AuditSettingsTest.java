package dev.caravan.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** How long the audit log is kept, as it is read from the environment. */
class AuditSettingsTest {

    @Test
    void isAYearByDefault() throws IOException {
        assertThat(settings(Map.of()).keep()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void isANumberOfDays() throws IOException {
        assertThat(settings(Map.of("CARAVAN_AUDIT_KEEP", "30")).keep()).isEqualTo(Duration.ofDays(30));
        assertThat(settings(Map.of("CARAVAN_AUDIT_KEEP", "36500")).keep()).isEqualTo(Duration.ofDays(36_500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "29", "36501", "2147483647"})
    void isNeitherShorterThanTheTableKeepsEntriesNorForever(String days) {
        assertThatThrownBy(() -> settings(Map.of("CARAVAN_AUDIT_KEEP", days)))
                .rootCause()
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("CARAVAN_AUDIT_KEEP must be a number of days from 30 to 36500, but is: " + days);
    }

    private static AuditSettings settings(Map<String, Object> given) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment)
                .bind("caravan.audit", AuditSettings.class)
                .get();
    }
}
