package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import dev.caravan.platform.security.Network;
import dev.caravan.platform.security.RefusedSignIns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the number of requests whose caller is not known yet: beyond the limit a request is answered 503 at once.
 * Requests whose credentials were not found right lately have a share of their own, and each address a part of it, so
 * that guessers and slow readers leave threads to signed-in callers. {@link Places} is the limit after the sign-in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LoadShedding extends OncePerRequestFilter {

    static final int MOST = 128;
    static final int MOST_STRANGERS = MOST / 4;
    static final int MOST_OF_AN_ADDRESS = MOST_STRANGERS * 3 / 4;

    static final int MOST_GUESSERS = MOST_STRANGERS / 2;
    static final int MOST_STUBBORN = MOST_GUESSERS / 2;

    private static final int TOO_MANY = 429;

    /** A user who mistypes a password does not count as a guesser. */
    private static final int FREE = 5;

    /** A client that waits as {@code Retry-After} says does not reach so many refusals in ten minutes. */
    private static final int PATIENT = 60;

    private static final String LEAVE = LoadShedding.class.getName();
    private static final String ANY = "right credentials";

    private final Shares all = new Shares(MOST, MOST);
    private final Shares strangers = new Shares(MOST_STRANGERS, MOST_OF_AN_ADDRESS);
    private final Shares guessers = new Shares(MOST_GUESSERS, MOST_GUESSERS / 2);
    private final Shares stubborn = new Shares(MOST_STUBBORN, MOST_STUBBORN / 2);
    private final RefusedSignIns refused;
    private final Problems problems;
    private final Refusals refusals;
    private final RecentCredentials recent;

    LoadShedding(Problems problems, Refusals refusals, RecentCredentials recent, RefusedSignIns refused) {
        this.problems = problems;
        this.refusals = refusals;
        this.recent = recent;
        this.refused = refused;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** Health and metrics are needed above all under load; for downloads see {@link Downloads}. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator") || Downloads.isWholeOne(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC && !PageForms.isOne(request)) {
            chain.doFilter(request, response); // had a place while the caller was identified
            return;
        }
        boolean known = recent.knows(request);
        String network = Network.of(request.getRemoteAddr()).name();
        Runnable leave = known ? all.take(ANY) : stranger(network);
        if (leave == null) {
            refusals.count();
            if (!known && triesToSignIn(request)) {
                refused.add(network);
            }
            problems.write(
                    response, ApiException.unavailable("Too many requests are under way; try again in a moment"));
            return;
        }
        request.setAttribute(LEAVE, leave);
        try {
            chain.doFilter(request, response);
            if (known && response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
                recent.forget(request);
            }
            if (isRefusal(response.getStatus()) && triesToSignIn(request)) {
                refused.add(network);
            }
        } finally {
            leave.run();
        }
    }

    /** The caller is known: from here on the request has one of the caller's places. */
    static void leave(HttpServletRequest request) {
        if (request.getAttribute(LEAVE) instanceof Runnable leave) {
            leave.run();
        }
    }

    /**
     * The more sign-ins were refused, the fewer places there are, so that guessers leave the others to first sign-ins.
     */
    private @Nullable Runnable stranger(String network) {
        int tries = refused.of(network);
        return (tries <= FREE ? strangers : tries <= PATIENT ? guessers : stubborn).take(network);
    }

    private static boolean isRefusal(int status) {
        return status == HttpServletResponse.SC_UNAUTHORIZED || status == TOO_MANY;
    }

    private static boolean triesToSignIn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || PageForms.isSignIn(request);
    }
}
