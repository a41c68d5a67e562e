package dev.caravan.platform.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * The data of a sign-in at the identity provider: state, nonce and PKCE's secret, in a cookie of its own for ten
 * minutes. The session's cookie could not be used: it is not sent on a redirect from another site, and a stranger
 * gets no session.
 */
final class OidcRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String NAME = "caravan-oidc";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9_=-]{20,200}(\\.[A-Za-z0-9_=-]{20,200}){2}");

    private final OidcProvider provider;
    private final SessionCookie sessions;

    OidcRequestCookie(OidcProvider provider, SessionCookie sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name(request));
        ClientRegistration registration = provider.findByRegistrationId(OidcProvider.ID);
        if (cookie == null
                || registration == null
                || !PARTS.matcher(cookie.getValue()).matches()) {
            return null;
        }
        String[] parts = cookie.getValue().split("\\.", -1);
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(parts[0])
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, OidcProvider.ID);
                    attributes.put(OidcParameterNames.NONCE, parts[1]);
                    attributes.put(PkceParameterNames.CODE_VERIFIER, parts[2]);
                })
                .build();
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest authorization,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (authorization == null) {
            write(request, response, "", Duration.ZERO);
            return;
        }
        List<String> parts = List.of(
                String.valueOf(authorization.getState()),
                String.valueOf(authorization.<Object>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(authorization.<Object>getAttribute(PkceParameterNames.CODE_VERIFIER)));
        write(request, response, String.join(".", parts), LIFE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest authorization = loadAuthorizationRequest(request);
        write(request, response, "", Duration.ZERO);
        return authorization;
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(name(request), value)
                .path("/")
                .secure(sessions.isSecure(request))
                .httpOnly(true)
                .sameSite("Lax") // another site leads back
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(HttpServletRequest request) {
        return sessions.isSecure(request) ? SessionCookie.SECURE_PREFIX + NAME : NAME;
    }
}
