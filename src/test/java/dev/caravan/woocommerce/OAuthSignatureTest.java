package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.woocommerce.OAuthSignature.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that a real WooCommerce accepted. */
class OAuthSignatureTest {

    static Stream<Arguments> vectors() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Recording.FOLDER.resolve("oauth-test-vectors.json").toFile());
        return StreamSupport.stream(file.path("vectors").spliterator(), false)
                .map(vector -> Arguments.of(vector.path("name").asText(), vector));
    }

    @Test
    void thereAreVectors() throws IOException {
        assertThat(vectors()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void makesTheBaseStringThatTheStoreMakes(String name, JsonNode vector) {
        List<Parameter> parameters = new ArrayList<>();
        vector.path("query")
                .forEach(pair -> parameters.add(
                        new Parameter(pair.get(0).asText(), pair.get(1).asText())));
        Stream.of("consumer_key", "nonce", "signature_method", "timestamp")
                .forEach(field -> parameters.add(new Parameter("oauth_" + field, text(vector, field))));
        parameters.add(new Parameter("oauth_version", "1.0"));

        assertThat(OAuthSignature.baseString(text(vector, "method"), text(vector, "url"), parameters))
                .isEqualTo(text(vector, "base_string"));
    }

    /** Ours is HMAC-SHA256; the vector with HMAC-SHA1 has another signature. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void makesTheRequestThatTheStoreTakes(String name, JsonNode vector) {
        String query = StreamSupport.stream(vector.path("query").spliterator(), false)
                .map(pair -> OAuthSignature.encode(pair.get(0).asText()) + "="
                        + OAuthSignature.encode(pair.get(1).asText()))
                .collect(Collectors.joining("&"));

        String signed = OAuthSignature.query(
                text(vector, "method"),
                text(vector, "url"),
                query,
                text(vector, "consumer_key"),
                text(vector, "consumer_secret"),
                text(vector, "nonce"),
                vector.path("timestamp").asLong());

        boolean ours = text(vector, "signature_method").equals(OAuthSignature.METHOD);
        assertThat(text(vector, "request_target").endsWith("?" + signed)).isEqualTo(ours);
    }

    private static String text(JsonNode vector, String field) {
        return vector.path(field).asText();
    }
}
