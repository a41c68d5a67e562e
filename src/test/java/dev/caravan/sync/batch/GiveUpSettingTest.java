package dev.caravan.sync.batch;

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

/** How long a change waits for an unwell store, as it is read from the environment. */
class GiveUpSettingTest {

    @Test
    void isOffByDefault() throws IOException {
        assertThat(settings(Map.of()).givesUp()).isFalse();
    }

    @Test
    void isADuration() throws IOException {
        SyncSettings sync = settings(Map.of("CARAVAN_SYNC_GIVE_UP_AFTER", "14d"));

        assertThat(sync.givesUp()).isTrue();
        assertThat(sync.giveUpAfter()).isEqualTo(Duration.ofDays(14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1h", "59s", "48"}) // a number alone is milliseconds
    void isNotShorterThanAMinute(String value) {
        assertThatThrownBy(() -> settings(Map.of("CARAVAN_SYNC_GIVE_UP_AFTER", value)))
                .hasRootCauseInstanceOf(WrongSettingException.class)
                .rootCause()
                .hasMessageStartingWith("CARAVAN_SYNC_GIVE_UP_AFTER");
    }

    private static SyncSettings settings(Map<String, Object> given) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment).bind("caravan.sync", SyncSettings.class).get();
    }
}
