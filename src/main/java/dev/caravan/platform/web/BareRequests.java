package dev.caravan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides headers and parameters from Camel, which would mix them in one map. {@link RestIngress} takes the declared
 * parameters of an operation from the request itself; a route that Camel creates gets none.
 */
final class BareRequests extends OncePerRequestFilter {

    /** Not for requests that Spring answers, which needs the headers for ranges and conditional requests. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator") || Downloads.isOne(request);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Bare(request), response);
    }

    /** Enumerates no headers but the caller's trace; a header can still be read by its name. */
    private static final class Bare extends HttpServletRequestWrapper {

        private static final String TRACE = "traceparent";
        /** As W3C writes it. A tracer reads it before the first step of the route, which removes it. */
        private static final Pattern TRACE_VALUE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");

        Bare(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            String trace = getHeader(TRACE);
            return trace != null && TRACE_VALUE.matcher(trace).matches()
                    ? Collections.enumeration(List.of(TRACE))
                    : Collections.emptyEnumeration();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
