package dev.caravan.platform.security;

import dev.caravan.platform.settings.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * The cookie of a session: {@code __Host-caravan} over TLS, which no other host can set; {@code caravan} on plain http,
 * as on localhost. A request with an {@code Authorization} header has no session: it is signed in only by that header.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {

    static final String NAME = "caravan";
    static final String SECURE_PREFIX = "__Host-";

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final CookieHttpSessionIdResolver plain = resolver(NAME, false);
    private final CookieHttpSessionIdResolver secure = resolver(SECURE_PREFIX + NAME, true);
    private final PublicUrl publicUrl;

    SessionCookie(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Whether cookies are sent over TLS only: the request came over TLS, or the public address starts with https. */
    boolean isSecure(HttpServletRequest request) {
        return request.isSecure() || publicUrl.base().startsWith("https:");
    }

    /** Whether the request has a session's cookie, valid or not, and no header that takes precedence. */
    boolean isOn(HttpServletRequest request) {
        return !resolveSessionIds(request).isEmpty();
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        if (request.getHeader("Authorization") != null) {
            return List.of();
        }
        return of(request).resolveSessionIds(request).stream()
                .filter(id -> ID.matcher(id).matches())
                .limit(1)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        of(request).setSessionId(request, response, sessionId);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        of(request).expireSession(request, response);
    }

    private CookieHttpSessionIdResolver of(HttpServletRequest request) {
        return isSecure(request) ? secure : plain;
    }

    private static CookieHttpSessionIdResolver resolver(String name, boolean secure) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Strict");
        cookie.setCookiePath("/");
        cookie.setUseBase64Encoding(false);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }
}
