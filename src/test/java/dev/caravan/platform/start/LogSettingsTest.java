package dev.caravan.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"text", "ecs", "logstash"})
    void isAKnownFormat(String format) {
        assertThat(new LogSettings(format).format()).isEqualTo(format);
    }

    @Test
    void isNoClassNameAndNoOtherWord() {
        assertThatThrownBy(() -> new LogSettings("json"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage(
                        "CARAVAN_LOG_FORMAT must be text, ecs (JSON, Elastic Common Schema) or logstash (JSON), but is: json");
    }
}
