package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the number of requests that are served at the same time, each until its answer is complete. A user or API
 * key may have half of the places, so that the others are served whatever one of them does, such as waiting for
 * exports or reading answers slowly.
 */
final class Places extends OncePerRequestFilter {

    /** Requests at once, each on a thread of Tomcat. */
    static final int MOST = LoadShedding.MOST;

    private static final int SHARE = MOST / 2;
    private static final String NEWS = "/live";
    private static final String TAKEN = Places.class.getName();

    private final Shares shares;
    private final Problems problems;
    private final Refusals refusals;
    private final RecentCredentials recent;

    Places(Problems problems, Refusals refusals, RecentCredentials recent) {
        this(problems, refusals, recent, new Shares(MOST, SHARE));
    }

    Places(Problems problems, Refusals refusals, RecentCredentials recent, Shares shares) {
        this.recent = recent;
        this.problems = problems;
        this.refusals = refusals;
        this.shares = shares;
    }

    /**
     * Health and metrics are needed above all under load; for downloads see {@link Downloads}. A page's stream of news
     * is open as long as the page, takes no thread, and has a limit of its own.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator") || path.equals(NEWS) || Downloads.isWholeOne(request);
    }

    /** A request with a body gets here by a dispatch, when the body is complete. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(TAKEN) != null) {
            chain.doFilter(request, response);
            return;
        }
        String caller = Callers.current();
        if (!caller.equals(Callers.STRANGERS)) {
            recent.note(request);
        }
        Runnable leave = shares.take(caller);
        if (leave == null) {
            refusals.count();
            problems.write(
                    response, ApiException.unavailable("Too many requests are under way; try again in a moment"));
            return;
        }
        request.setAttribute(TAKEN, leave);
        LoadShedding.leave(request);
        WhenAnswered.run(request, leave, () -> chain.doFilter(request, response));
    }
}
