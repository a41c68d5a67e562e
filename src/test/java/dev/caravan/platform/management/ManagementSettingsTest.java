package dev.caravan.platform.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

class ManagementSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                     -1   | 127.0.0.1 | CARAVAN_MANAGEMENT_PORT must be a port from 0 to 65535, but is: -1
                    65536 | 127.0.0.1 | CARAVAN_MANAGEMENT_PORT must be a port from 0 to 65535, but is: 65536
                          | 127.0.0.1 | CARAVAN_MANAGEMENT_PORT must be a port from 0 to 65535, but is: empty
                    8079  | ''        | CARAVAN_MANAGEMENT_ADDRESS must be an address of this machine, but is:
                    """)
    void saysWhichSettingIsWrong(@Nullable Integer port, String address, String sentence) {
        assertThatThrownBy(() -> new ManagementSettings(port, address))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void doesNotShareThePortOfTheApi() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.port", "8080")
                .withProperty("management.server.port", "8080");

        assertThatThrownBy(() -> new ManagementServer(environment, new ManagementSettings(8080, "127.0.0.1")))
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("CARAVAN_MANAGEMENT_PORT must be another port than CARAVAN_PORT, but is: 8080");
    }

    @ParameterizedTest
    @CsvSource({"8079, CARAVAN_MANAGEMENT_PORT", "8080, CARAVAN_PORT"})
    void namesTheSettingOfAPortThatIsTaken(int port, String setting) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.port", "8080")
                .withProperty("management.server.port", "8079");

        var analysis = new TakenPortAnalyzer(environment).analyze(new PortInUseException(port));

        assertThat(analysis.getDescription())
                .isEqualTo(setting + " must be a port that is free, but another program listens on " + port + ".");
    }
}
