package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.settings.PublicUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The identity provider as it describes itself. It is called when a person signs in, not at the start, so Caravan
 * runs without it. Its answer is kept for an hour.
 */
final class OidcProvider implements ClientRegistrationRepository {

    static final String ID = "oidc";

    private static final List<String> ENDPOINTS = List.of("authorization_endpoint", "token_endpoint", "jwks_uri");

    private final OidcSettings settings;
    private final OidcCalls calls;
    private final PublicUrl publicUrl;
    private final Cache<String, ClientRegistration> described = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    OidcProvider(OidcSettings settings, OidcCalls calls, PublicUrl publicUrl) {
        this.settings = settings;
        this.calls = calls;
        this.publicUrl = publicUrl;
    }

    /** @throws RuntimeException if the provider cannot be reached, or describes itself as another one */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? described.get(ID, key -> describe()) : null;
    }

    private ClientRegistration describe() {
        Map<String, Object> description = calls.client()
                .get()
                .uri(settings.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (description == null || !settings.issuer().equals(description.get("issuer"))) {
            throw new IllegalStateException("the identity provider describes itself as another issuer");
        }
        for (String endpoint : ENDPOINTS) {
            if (!(description.get(endpoint) instanceof String address) || !OidcSettings.isTrustworthy(address)) {
                throw new IllegalStateException("the identity provider's " + endpoint + " is no https address");
            }
        }
        return ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope("openid", "profile")
                .redirectUri(publicUrl.base() + "/login/oauth2/code/" + ID)
                .build();
    }
}
