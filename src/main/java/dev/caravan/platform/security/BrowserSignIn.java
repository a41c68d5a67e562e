package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.ProblemPage;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.stereotype.Component;

/**
 * Signs browsers in and out at a page, and keeps them signed in by a session. Requests with an {@code Authorization}
 * header are not affected.
 */
@Component
public final class BrowserSignIn {

    /** Pages that need no sign-in. */
    public static final String[] PAGES = {SignInPage.PATH, SignInPage.PATH + "/*"};

    static final String SIGN_OUT = "/logout";
    private static final String ACTIONS = "/actions/";

    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name(), HttpMethod.TRACE.name());

    private final SessionCookie cookie;
    private final SessionTokens tokens;
    private final SessionContexts contexts;
    private final SignInAnswers answers;
    private final Strangers strangers;
    private final ObjectProvider<ExternalProvider> providers;
    private final Problems problems;

    BrowserSignIn(
            SessionCookie cookie,
            SessionTokens tokens,
            SessionContexts contexts,
            SignInAnswers answers,
            Strangers strangers,
            ObjectProvider<ExternalProvider> providers,
            Problems problems) {
        this.providers = providers;
        this.cookie = cookie;
        this.tokens = tokens;
        this.contexts = contexts;
        this.answers = answers;
        this.strangers = strangers;
        this.problems = problems;
    }

    /** The answer to a caller who is not signed in, with wrong credentials or without any. */
    public AuthenticationEntryPoint strangers() {
        return strangers;
    }

    /** Adds the sign-in to a chain. */
    public void add(HttpSecurity http) throws Exception {
        http.securityContext(context -> context.securityContextRepository(new DelegatingSecurityContextRepository(
                        new RequestAttributeSecurityContextRepository(), contexts)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache())) // a stranger gets no session
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(this::needsToken))
                .formLogin(form -> form.loginPage(SignInPage.PATH)
                        .successHandler(answers::signedIn)
                        .failureHandler(answers::failed))
                .logout(logout -> logout.logoutUrl(SIGN_OUT)
                        .addLogoutHandler(answers::leaving)
                        .addLogoutHandler(new HeaderWriterLogoutHandler(BrowserSignIn::forget))
                        .logoutSuccessHandler(answers::signedOut))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(strangers).accessDeniedHandler(this::refuse));
        for (ExternalProvider provider : providers) {
            provider.add(http);
        }
    }

    /**
     * A browser sends the session's cookie by itself, so such a request needs a token; it does not send credentials
     * in a header by itself, except those of HTTP Basic that a person has typed. Calls of the API with those cannot come
     * from a form of another site, because of their type; forms of our pages always need a token.
     */
    private boolean needsToken(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !READING.contains(request.getMethod())
                && (path.equals(SignInPage.PATH)
                        || path.equals(SIGN_OUT)
                        || path.startsWith(ACTIONS)
                        || cookie.isOn(request));
    }

    /**
     * Tells the browser to delete the data that it has kept of us. Not cookies, because it would also delete those of
     * neighbouring host names.
     */
    private static void forget(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (e instanceof CsrfException && request.getRequestURI().equals(SignInPage.PATH)) {
            answers.stale(request, response);
        } else if (request.getRequestURI().startsWith(ACTIONS) && ProblemPage.isWanted(request)) {
            ProblemPage.write(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "The page was open for too long, or you have signed in again meanwhile. Open it once more.");
        } else if (e instanceof CsrfException) {
            problems.write(
                    response,
                    ApiException.forbidden("This call of a session needs its CSRF token: send the value of the cookie "
                            + SessionTokens.COOKIE + " in the header X-XSRF-TOKEN"));
        } else {
            problems.write(response, ApiException.forbidden());
        }
    }
}
