package dev.caravan.platform.security;

import dev.caravan.platform.FirstAccount;
import dev.caravan.platform.settings.PublicUrl;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** Loaded only if an identity provider is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${caravan.oidc.issuer:}'.isEmpty()")
class OidcConfiguration {

    @Bean
    OidcCalls oidcCalls() {
        return new OidcCalls();
    }

    /** Spring Security looks for it by its type. */
    @Bean
    JwtDecoderFactory<ClientRegistration> oidcTokens(OidcCalls calls) {
        return new OidcTokens(calls);
    }

    @Bean
    OidcSignIn oidcSignIn(
            OidcCalls calls,
            OidcSettings settings,
            PublicUrl publicUrl,
            FirstAccount account,
            SessionCookie cookie,
            SignInAnswers answers,
            SignInFailures failures) {
        OidcProvider provider = new OidcProvider(settings, calls, publicUrl);
        return new OidcSignIn(
                calls,
                provider,
                new OidcUsers(settings, account),
                new OidcRequestCookie(provider, cookie),
                answers,
                failures);
    }
}
