package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * The CSRF token: in a cookie that our own pages read and send back in the header {@code X-XSRF-TOKEN}. Over TLS no other
 * host can set the cookie.
 */
@Component
class SessionTokens implements CsrfTokenRepository {

    static final String COOKIE = "caravan-csrf";

    private final SessionCookie sessions;
    private final CookieCsrfTokenRepository plain = tokens(COOKIE, false);
    private final CookieCsrfTokenRepository secure = tokens(SessionCookie.SECURE_PREFIX + COOKIE, true);

    SessionTokens(SessionCookie sessions) {
        this.sessions = sessions;
    }

    /** Writes the cookie, if it is missing, and returns its value. */
    static String of(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(sessions.isSecure(request)).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(sessions.isSecure(request)).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(sessions.isSecure(request)).loadToken(request);
    }

    private CookieCsrfTokenRepository of(boolean tls) {
        return tls ? secure : plain;
    }

    private static CookieCsrfTokenRepository tokens(String name, boolean secure) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(name);
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(secure).sameSite("Strict"));
        return tokens;
    }
}
