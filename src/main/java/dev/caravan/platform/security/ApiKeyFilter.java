package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a program in by {@code Authorization: Bearer cvn_…}. A Bearer token that is not an API key is refused. */
@Component
public class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer";

    private final ApiKeys keys;
    private final LastUse lastUse;
    private final SignInGuard guard;
    private final SignInFailures failures;
    private final Problems problems;

    ApiKeyFilter(ApiKeys keys, LastUse lastUse, SignInGuard guard, SignInFailures failures, Problems problems) {
        this.keys = keys;
        this.lastUse = lastUse;
        this.guard = guard;
        this.failures = failures;
        this.problems = problems;
    }

    /** Only Spring Security's chain has it. */
    @Configuration(proxyBeanMethods = false)
    static class InSecurityOnly {
        @Bean
        FilterRegistrationBean<ApiKeyFilter> apiKeyFilterInSecurityOnly(ApiKeyFilter filter) {
            FilterRegistrationBean<ApiKeyFilter> registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header == null || !isBearer(header)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<KeyHolder> holder;
        try {
            holder = keys.find(header.substring(SCHEME.length()).strip());
        } catch (DataAccessException e) {
            problems.write(response, problems.translate(e)); // the database is unavailable: the key may be right
            return;
        }
        if (holder.isEmpty()) {
            refuse(request, response);
            return;
        }
        lastUse.used(holder.get());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(holder.get()));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    /** A key that is limited to connections has no authority except for the REST routes, which check its limit. */
    private static UsernamePasswordAuthenticationToken authentication(KeyHolder holder) {
        List<SimpleGrantedAuthority> authorities = holder.caller().connectionIds() == null
                ? List.of(new SimpleGrantedAuthority(holder.caller().role().authority()))
                : List.of();
        return UsernamePasswordAuthenticationToken.authenticated(holder, null, authorities);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Network network = Network.of(request.getRemoteAddr());
        failures.wrong(SignInFailures.Way.API_KEY, "an API key", network);
        Duration wait = guard.wrongKey(network);
        if (!wait.isZero()) {
            response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
            problems.write(
                    response,
                    ApiException.tooMany(
                            "Too many wrong API keys came from your address; Retry-After says when to try again"));
            return;
        }
        response.addHeader("WWW-Authenticate", "Bearer realm=\"Caravan\", error=\"invalid_token\"");
        response.addHeader("WWW-Authenticate", "Basic realm=\"Caravan\"");
        problems.write(
                response,
                ApiException.unauthorized(
                        "This API key is not valid: it is wrong, revoked or expired, or its maker is disabled"));
    }
}
