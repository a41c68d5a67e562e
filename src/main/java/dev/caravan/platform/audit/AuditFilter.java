package dev.caravan.platform.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records calls that are refused before they reach a REST route: those without a sign-in, or sent by another site's
 * page. On the management port, which has no routes, it records all refused calls. Wrong passwords and keys are
 * recorded where they are checked.
 */
@Component
@Order(AuditFilter.ORDER)
public class AuditFilter extends OncePerRequestFilter {

    /** All filters that refuse calls run after it. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    private static final String BASIC = "basic ";
    private static final String UNVERIFIED = "unverified:";
    private static final int LONGEST_HEADER = 2_000;

    private final AuditLog audit;

    AuditFilter(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerAddress.note(request);
        chain.doFilter(request, response);
        if (request.isAsyncStarted()) {
            return; // a REST route answers, and records
        }
        int status = response.getStatus();
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (status == 403 || status == 401 && header == null) {
            audit.refused(AuditEntry.of(status == 403 ? "call" : "call-without-sign-in")
                    .by(name(request, header))
                    .from(CallerAddress.of(request))
                    .on(status == 403 ? request.getMethod() + " " + request.getRequestURI() : "")
                    .ended(status));
        }
    }

    private static boolean isBasic(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BASIC);
    }

    /**
     * The signed-in user; otherwise the claimed name, in a form that no user has, because any caller can claim any
     * name.
     */
    private static String name(HttpServletRequest request, @Nullable String header) {
        if (request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                        instanceof SecurityContext context
                && context.getAuthentication() != null
                && context.getAuthentication().isAuthenticated()) {
            return context.getAuthentication().getName();
        }
        if (header == null || header.length() > LONGEST_HEADER) {
            return "";
        }
        return UNVERIFIED + (isBasic(header) ? claimed(header) : "key or token");
    }

    private static String claimed(String header) {
        try {
            String credentials = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = credentials.indexOf(':');
            return colon < 0 ? "" : credentials.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
