package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Json;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that a real store accepted. */
class OAuthCheckTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void acceptsWhatTheRecordedStoreAccepted(String name, JsonNode vector) {
        String target = vector.path("request_target").asText();
        OAuthParameters sent = OAuthParameters.of(target.substring(target.indexOf('?') + 1), "");
        Instant time = Instant.ofEpochSecond(vector.path("timestamp").asLong());
        OAuthCheck check = new OAuthCheck(Clock.fixed(time, ZoneOffset.UTC));
        String method = vector.path("method").asText();
        String address = vector.path("url").asText();

        assertThat(OAuthCheck.baseString(method, address, sent.signed()))
                .isEqualTo(vector.path("base_string").asText());
        assertThat(check.isSigned(
                        method,
                        address,
                        sent,
                        vector.path("consumer_key").asText(),
                        vector.path("consumer_secret").asText()))
                .isTrue();
    }

    static Stream<Arguments> vectors() throws Exception {
        try (InputStream in =
                OAuthCheckTest.class.getResourceAsStream("/woocommerce-contract/oauth-test-vectors.json")) {
            return Json.stream(Json.MAPPER.readTree(in).path("vectors"))
                    .map(vector -> Arguments.of(vector.path("name").asText(), vector));
        }
    }
}
