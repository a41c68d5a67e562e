package dev.caravan.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost:4318/v1/traces", "https://collector.example/v1/traces"})
    void isAnAddressOrNone(String endpoint) {
        assertThat(new TraceSettings(endpoint, BigDecimal.ONE).endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "grpc://localhost:4317",
                "http://user:secret@host/",
                "http://host/?key=secret",
                "http:///x"
            })
    void isNothingElseAndIsNotShown(String endpoint) {
        assertThatThrownBy(() -> new TraceSettings(endpoint, BigDecimal.ONE))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("CARAVAN_TRACES_ENDPOINT must be")
                .hasMessageNotContaining("secret");
    }

    @Test
    void isAShare() {
        assertThatThrownBy(() -> new TraceSettings("", new BigDecimal("1.1")))
                .hasMessage("CARAVAN_TRACES_SHARE must be at least 0 and at most 1, but is: 1.1");
    }
}
