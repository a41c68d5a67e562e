package dev.caravan.platform.management;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The addresses of the management port, each with its methods; all others do not exist. Hawtio brings servlets that
 * Caravan does not use, one of which forwards requests to other hosts. Requests that another website causes a browser
 * to send are refused.
 */
final class ManagementGate extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern JOLOKIA = Pattern.compile("/actuator(/hawtio)?/jolokia(/.*)?");
    private static final Pattern JOLOKIA_POST = Pattern.compile("/actuator(/hawtio)?/jolokia/?");
    private static final Pattern PROXY = Pattern.compile("/actuator/hawtio/proxy(/.*)?");
    /** No encoded characters: a servlet would decode them and find another address than is checked here. */
    private static final Pattern READABLE = Pattern.compile("/actuator"
            + "|/actuator/health(/[A-Za-z0-9-]+)*"
            + "|/actuator/prometheus"
            + "|/actuator/camelroutes(/[A-Za-z0-9-]+)*"
            + "|/actuator/hawtio(/[A-Za-z0-9_.@~-]*)*");

    private final Problems problems;

    ManagementGate(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiException refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
            return;
        }
        if (refusal.status() == 405) {
            response.setHeader("Allow", String.join(", ", READING));
        }
        problems.write(response, refusal);
    }

    private static @Nullable ApiException refusal(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reads = READING.contains(request.getMethod());
        if (isOfAnotherWebsite(request, reads && !JOLOKIA.matcher(path).matches())) {
            return ApiException.forbidden("Another website sent this request; only Caravan's own pages may");
        }
        if (JOLOKIA.matcher(path).matches()) {
            return request.getMethod().equals("POST")
                            && JOLOKIA_POST.matcher(path).matches()
                    ? null
                    : ApiException.forbidden("Jolokia takes POST with a JSON body only, at /actuator/jolokia");
        }
        if (PROXY.matcher(path).matches() || !READABLE.matcher(path).matches()) {
            return ApiException.of(404);
        }
        return reads ? null : ApiException.of(405);
    }

    /** @param mayBeOpened whether a link of another website may open it: a page that only its reader sees */
    private static boolean isOfAnotherWebsite(HttpServletRequest request, boolean mayBeOpened) {
        String origin = request.getHeader("Origin");
        if (origin != null && !isOwn(origin, request)) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site == null || site.equals("same-origin") || site.equals("none")) {
            return false;
        }
        boolean opened = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return !(mayBeOpened && opened);
    }

    /** The scheme is left out: behind a proxy that ends TLS it is not known here. */
    private static boolean isOwn(String origin, HttpServletRequest request) {
        String host = request.getHeader("Host");
        try {
            URI uri = URI.create(origin);
            return host != null
                    && uri.getAuthority() != null
                    && withoutDefaultPort(uri.getAuthority()).equals(withoutDefaultPort(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutDefaultPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
