package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

    @ParameterizedTest
    @CsvSource({"AUTO,auto,false", "BASIC,basic,true", "QUERY,query,true", "OAUTH,oauth,false"})
    void mustBeEncryptedIfItSendsTheSecret(Authentication way, String text, boolean sendsSecret) {
        assertThat(Authentication.of(text)).isEqualTo(way);
        assertThat(way.text()).isEqualTo(text);
        assertThat(way.sendsSecret()).isEqualTo(sendsSecret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BASIC", "digest"})
    void saysWhichTextsItTakes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authentication.of(text))
                .withMessage("must be one of auto, basic, query, oauth");
    }
}
