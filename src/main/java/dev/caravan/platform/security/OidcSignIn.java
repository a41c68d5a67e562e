package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;

/** Sign-in with the identity provider: authorization code with PKCE, state and nonce. Its tokens are not kept. */
final class OidcSignIn implements ExternalProvider {

    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String BASE = "/oauth2/authorization";

    private final OidcCalls calls;
    private final OidcProvider provider;
    private final OidcUsers users;
    private final OidcRequestCookie requests;
    private final SignInAnswers answers;
    private final SignInFailures failures;

    OidcSignIn(
            OidcCalls calls,
            OidcProvider provider,
            OidcUsers users,
            OidcRequestCookie requests,
            SignInAnswers answers,
            SignInFailures failures) {
        this.calls = calls;
        this.provider = provider;
        this.users = users;
        this.requests = requests;
        this.answers = answers;
        this.failures = failures;
    }

    @Override
    public void add(HttpSecurity http) throws Exception {
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(provider, BASE);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(calls.client(builder -> builder.messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())));
        http.oauth2Login(login -> login.loginPage(SignInPage.PATH)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestResolver(resolver).authorizationRequestRepository(requests))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokens))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users))
                .successHandler(answers::vouchedFor)
                .failureHandler(this::failed)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(OidcSignIn.this::failed);
                        return filter;
                    }
                }));
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean noRole = e instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(OidcUsers.NO_ROLE);
        if (noRole) {
            failures.wrong(
                    SignInFailures.Way.OIDC, String.valueOf(e.getMessage()), Network.of(request.getRemoteAddr()));
            answers.refused(
                    request,
                    response,
                    "You are signed in there, but have no role in Caravan. Ask those who manage your identity provider.");
        } else {
            failures.wrong(SignInFailures.Way.OIDC, "oidc:", Network.of(request.getRemoteAddr()));
            log.info("A sign-in with the identity provider failed: {}", Names.clean(reason(e)));
            answers.refused(
                    request, response, "The sign-in with the identity provider has failed. Please try once more.");
        }
    }

    private static String reason(AuthenticationException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return e instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode() + " (" + root.getClass().getSimpleName() + ")"
                : root.getClass().getSimpleName();
    }

    /** Keeps no tokens, because Caravan makes no calls to the provider in the person's name. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // not kept
        }

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
            // not kept
        }
    }
}
