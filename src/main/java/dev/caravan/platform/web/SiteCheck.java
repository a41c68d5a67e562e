package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.settings.PublicUrl;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls that change something and were sent by a page of another site, because the browser adds the
 * credentials to them by itself. Browsers name the sending site in {@code Sec-Fetch-Site} and {@code Origin}, and
 * pages cannot change these; programs send neither.
 */
final class SiteCheck extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** The page of our own origin, or the person through the address bar. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Problems problems;
    private final PublicUrl publicUrl;

    SiteCheck(Problems problems, PublicUrl publicUrl) {
        this.problems = problems;
        this.publicUrl = publicUrl;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    response,
                    ApiException.forbidden(
                            "A page of another site has sent this. If the page is Caravan's own and a proxy stands "
                                    + "in between, set CARAVAN_PUBLIC_URL or CARAVAN_TRUSTED_PROXIES"));
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OURS.contains(site.toLowerCase(Locale.ROOT))) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return isOwn(origin, request);
        }
        String referer = request.getHeader(HttpHeaders.REFERER);
        return site != null || referer == null || isOwn(referer, request);
    }

    private boolean isOwn(String address, HttpServletRequest request) {
        String sender = origin(address);
        return sender != null
                && (sender.equals(origin(request.getRequestURL().toString()))
                        || sender.equals(origin(publicUrl.base())));
    }

    /** Scheme, host and port of an address; null if it has none, as {@code Origin: null}. */
    private static @Nullable String origin(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return null;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
