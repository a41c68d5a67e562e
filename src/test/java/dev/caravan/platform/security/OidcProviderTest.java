package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.caravan.platform.settings.PublicUrl;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity provider's description of itself is believed only where it is about itself. */
class OidcProviderTest {

    private final PublicUrl publicUrl = mock(PublicUrl.class);
    private IdentityProvider there;

    @BeforeEach
    void start() throws Exception {
        there = new IdentityProvider();
        when(publicUrl.base()).thenReturn("https://caravan.example");
    }

    @AfterEach
    void stop() {
        there.close();
    }

    @Test
    void readsWhatItNeeds() {
        var registration = Objects.requireNonNull(provider().findByRegistrationId(OidcProvider.ID));

        assertThat(registration.getRedirectUri()).isEqualTo("https://caravan.example/login/oauth2/code/oidc");
        assertThat(registration.getProviderDetails().getTokenUri()).isEqualTo(there.issuer() + "/token");
        assertThat(provider().findByRegistrationId("other")).isNull();
    }

    @Test
    void refusesAnotherIssuer() {
        there.answersInstead = description("https://other.example", there.issuer() + "/token");

        assertThatThrownBy(() -> provider().findByRegistrationId(OidcProvider.ID))
                .hasMessageContaining("describes itself as another issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example/token", "ftp://127.0.0.1/token", "token"})
    void refusesAnAddressWhereTheSecretWouldBeRead(String address) {
        there.answersInstead = description(there.issuer(), address);

        assertThatThrownBy(() -> provider().findByRegistrationId(OidcProvider.ID))
                .hasMessageContaining("token_endpoint is no https address");
    }

    private OidcProvider provider() {
        return new OidcProvider(
                new OidcSettings(there.issuer(), IdentityProvider.CLIENT, IdentityProvider.SECRET, "roles", "a=admin"),
                new OidcCalls(),
                publicUrl);
    }

    private String description(String issuer, String token) {
        String own = there.issuer();
        return """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s","jwks_uri":"%s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer, own, token, own);
    }
}
