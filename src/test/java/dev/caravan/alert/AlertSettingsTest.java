package dev.caravan.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {

    private static final String URL = "https://alerts.example/hook?token=t0ken";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SECOND = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    @Test
    void takesAnAddressWithItsSecrets() {
        assertThat(settings("", "").hasWebhook()).isFalse();
        assertThat(settings(URL, SECRET).hasWebhook()).isTrue();
        assertThat(settings("http://10.0.0.7:9000/", SECRET + ", " + SECOND).webhookKeys())
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSize(24));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://alerts.example, " + SECRET + ", CARAVAN_ALERT_WEBHOOK_URL",
        "alerts.example, " + SECRET + ", CARAVAN_ALERT_WEBHOOK_URL",
        "https://user:pass@alerts.example, " + SECRET + ", CARAVAN_ALERT_WEBHOOK_URL",
        "https://a b, " + SECRET + ", CARAVAN_ALERT_WEBHOOK_URL",
        URL + ", '', CARAVAN_ALERT_WEBHOOK_SECRET",
        "'', " + SECRET + ", CARAVAN_ALERT_WEBHOOK_SECRET",
    })
    void refusesWhatDoesNotFit(String url, String secret, String named) {
        assertThatThrownBy(() -> settings(url, secret))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(named)
                .message()
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "pass@", "t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, but quite long",
                SECRET + ",",
                SECRET + ",whsec_c2hvcnQ="
            })
    void refusesWhatIsNoSecret(String secret) {
        assertThatThrownBy(() -> settings(URL, secret))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("CARAVAN_ALERT_WEBHOOK_SECRET must be whsec_")
                .message()
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "c2hvcnQ");
    }

    @Test
    void showsNeitherAddressNorSecret() {
        assertThat(settings(URL, SECRET).toString()).doesNotContain("alerts.example", "MfKQ");
    }

    private static AlertSettings settings(String url, String secret) {
        return new AlertSettings(
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                100,
                Duration.ofHours(1),
                50,
                url,
                secret,
                Duration.ofSeconds(1),
                20,
                Duration.ofSeconds(5));
    }
}
