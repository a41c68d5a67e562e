package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Downloads;
import dev.caravan.platform.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the number of requests bounded that are on a thread of Tomcat, before it is known who asks: beyond it the next one is
 * answered 503 at once. Requests whose credentials were not found right lately have a share of their own, and each address a part
 * of it, so that those who guess passwords or read slowly leave threads to those who are signed in. {@link Places} is the bound for
 * what comes after.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LoadShedding extends OncePerRequestFilter {

    static final int MOST = Places.MOST;
    static final int MOST_STRANGERS = MOST / 4;
    static final int MOST_OF_AN_ADDRESS = MOST_STRANGERS * 3 / 4;

    private static final String ANY = "right credentials";

    private final Shares all = new Shares(MOST, MOST);
    private final Shares strangers = new Shares(MOST_STRANGERS, MOST_OF_AN_ADDRESS);
    private final Problems problems;
    private final Refusals refusals;
    private final RecentCredentials recent;

    LoadShedding(Problems problems, Refusals refusals, RecentCredentials recent) {
        this.problems = problems;
        this.refusals = refusals;
        this.recent = recent;
    }

    /** Health and metrics are asked for above all when there is trouble; of downloads see {@link Downloads}. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator") || Downloads.isOne(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean known = recent.knows(request);
        Runnable leave = known ? all.take(ANY) : strangers.take(request.getRemoteAddr());
        if (leave == null) {
            refusals.count();
            problems.write(
                    response, ApiException.unavailable("Too many requests are under way; try again in a moment"));
            return;
        }
        try {
            chain.doFilter(request, response);
            if (known && response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
                recent.forget(request);
            }
        } finally {
            leave.run();
        }
    }
}
